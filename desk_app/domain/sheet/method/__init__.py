"""The methodology of an index (编制方案) as a sheet: what each step does, with the constants it is done by."""
