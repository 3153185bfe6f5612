"""From trades to index numbers. Statistics are float here and reach money only through `published`."""
