"""What a landlord is given back at once for what it sends: quality of its data, its own figures, its position."""
