"""The shape of what comes in and goes out, one file an audience."""
