"""What policies changed, computed from what is stored and kept for partners to read: a measure, a commitment."""
