"""What a curve shows: points, ranges, gaps."""
