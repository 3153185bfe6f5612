"""The chart: any number of series in linked panels over one time axis, read by mouse, key and voice."""
