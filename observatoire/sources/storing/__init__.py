"""What the store already knows, and how checked rows enter it: staged by COPY, compared, merged."""
