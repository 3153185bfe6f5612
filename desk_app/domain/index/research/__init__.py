"""Any panel of prices and quantities (`panel`), by any formula (`compute`): two periods at a time (`comparison`), or
many in windows that are joined (`splice`); and classes of
products along a classification (`two_step`). For study; the desk's own series are the engine's.
"""
