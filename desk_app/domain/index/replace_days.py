"""Some products' rows in the place of others: what has not changed need not be read again."""

from collections.abc import Collection

import numpy as np

from desk_app.domain.index.product_days import ProductDays

_COLUMNS = ("day", "value", "mass", "trades", "low", "high", "rejected", "unscreened")


def replaced(days: ProductDays, fresh: ProductDays, products: Collection[str], names: Collection[str]) -> ProductDays:
    """`days` with the rows of `products` taken from `fresh`; the same as if all had been read at once.

    Products among `names` stay among the products, with or without a row.
    """
    chosen = sorted({*days.products, *fresh.products, *names})
    taken = [(name, *_rows(fresh if name in products else days, name)) for name in chosen]
    taken = [entry for entry in taken if entry[0] in names or entry[3] > entry[2]]
    if not taken:
        return fresh
    counts = [np.diff(source.party_start[start : end + 1]) for _, source, start, end in taken]
    columns = {
        name: np.concatenate([getattr(source, name)[start:end] for _, source, start, end in taken]) for name in _COLUMNS
    }
    parties = {
        name: np.concatenate(
            [
                getattr(source, name)[source.party_start[start] : source.party_start[end]]
                for _, source, start, end in taken
            ]
        )
        for name in ("party", "party_value")
    }
    return ProductDays(
        products=tuple(name for name, *_ in taken),
        product=np.repeat(np.arange(len(taken)), [end - start for *_, start, end in taken]).astype(np.int64),
        party_start=np.concatenate(([0], np.cumsum(np.concatenate(counts)))).astype(np.int64),
        **columns,
        **parties,
    )


def _rows(source: ProductDays, product: str) -> tuple[ProductDays, int, int]:
    """Where a product's rows begin and end; nowhere if it has none."""
    if product not in source.products:
        return source, 0, 0
    place = source.products.index(product)
    start, end = np.searchsorted(source.product, (place, place + 1)).tolist()
    return source, start, end
