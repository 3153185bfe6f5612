"""What the curves page is made of: its tools, what they draw, what is read off, what leaves the desk."""
