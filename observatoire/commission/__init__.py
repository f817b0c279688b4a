"""What partners decide of residences: closed lists, who may do what, and what a free text may not say. Pure."""
