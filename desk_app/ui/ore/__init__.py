"""The ore desk in the window: contracts as they are read, proposed, confirmed and chosen."""
