"""Keys and seals (Ed25519): whose word a file is. Knows nothing of words, store or window."""
