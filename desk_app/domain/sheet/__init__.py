"""What stands on a sheet: blocks, keys and values; drawing them is the business of `paper`."""
