"""Files in: read, checked to the last line, then written to the schema `source` in one transaction, or not at all."""
