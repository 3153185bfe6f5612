"""The concentrate (稀土精矿) price: announced prices, contract terms, a working that shows how it came."""
