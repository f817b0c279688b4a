"""Official files (RPLS, SDES, OPS) converted into the observatory's own counts. Of persons, nothing is kept."""
