"""The concentrate (稀土精矿) price: announced prices, contract terms, and a working that shows how a price came."""
