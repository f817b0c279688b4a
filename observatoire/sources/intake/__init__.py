"""For each kind of file: what the store makes of its rows, and the plan of what would be written."""
