"""Numbers, mass, tax, time and problems as such; knows nothing of rare earths."""
