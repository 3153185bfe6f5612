"""Indices as others publish them: read, kept with their own metadata, compared with ours (`tracking`), never merged."""
