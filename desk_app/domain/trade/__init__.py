"""From a row of text to a trade: headings, cells, checks, identity."""
