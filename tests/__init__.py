"""Tests mirror the program; `house/` holds the architecture."""
