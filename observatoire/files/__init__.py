"""Files of any content: written whole or not at all, safe in a spreadsheet, kept while they wait."""
