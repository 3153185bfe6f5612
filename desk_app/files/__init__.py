"""Files into rows. Every cell is still text; what it means is decided in `domain/trade`."""
