"""Measures of the product: each figure beside what bounds it, taken in turn in the same run. See `README.md`."""
