"""What leaves the store as files, for each audience: tables, layers, printed lists, the public map."""
