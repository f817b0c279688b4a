"""The demonstration: a fictitious territory, its partners and what they decided, ready in one command."""
