"""From a file of any accepted format to a raw table: content, encoding, cells, geometry. Nothing is interpreted here."""
