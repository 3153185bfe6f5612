"""Parts that several pages use; they know the theme and the words, but no job."""
