"""All the Qt there is: widgets are built, read and filled here; what they mean is decided in `jobs` and `domain`."""
