"""The desk's database. All the SQLite there is; no decimal leaves or enters but through `codec`."""
