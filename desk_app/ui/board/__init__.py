"""The price board's table: what it shows of a row, and why. Read with the first board, not with the page."""
