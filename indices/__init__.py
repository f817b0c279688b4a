"""Pure calculation: counts in, numbers out. No database, file, clock, web or logging."""
