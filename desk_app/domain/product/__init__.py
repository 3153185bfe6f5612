"""What a product is: its names, groups, usual unit and tax basis, and the band its price lies in."""
