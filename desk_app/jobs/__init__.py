"""One verb a file: what the desk does. Jobs put rooms together and say what changed; no Qt, no words."""
