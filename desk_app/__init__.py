"""REO Desk (稀土价格台): trades, index curves, ore prices and sheets for a rare-earth trading desk."""

__version__ = "0.1.0"
