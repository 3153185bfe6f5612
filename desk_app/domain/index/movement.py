"""Why an index moved: percent points by product, which add up to the published change.

Each level is kept with its parts Φ, Σ_i Φ_i = ln I. From a to b a product has added
(Φ_b,i − Φ_a,i) · L(I_b, I_a) / I_a, L the logarithmic mean; the sum is I_b / I_a − 1.
"""

import math
from collections.abc import Mapping


def contributions(before: Mapping[str, float], after: Mapping[str, float]) -> dict[str, float]:
    """Percent points by product of the change from one level to another, both given by their parts Φ.

    A product which is in one of the two only is taken to have added nothing before it came or since it went.
    """
    added = {key: after.get(key, 0.0) - before.get(key, 0.0) for key in {**before, **after}}
    total = math.fsum(added.values())
    factor = math.expm1(total) / total if abs(total) > 1e-12 else 1.0 + total / 2
    return {key: 100.0 * value * factor for key, value in added.items()}


def by_group(parts: Mapping[str, float], groups: Mapping[str, str]) -> dict[str, float]:
    """The same for the groups of a partition: `groups` names each product's."""
    names = dict.fromkeys(groups[key] for key in parts)
    return {name: math.fsum(part for key, part in parts.items() if groups[key] == name) for name in names}
