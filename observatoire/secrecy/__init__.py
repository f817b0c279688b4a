"""What may not be published, and the least more that must be withheld so that nobody computes it from the rest."""
