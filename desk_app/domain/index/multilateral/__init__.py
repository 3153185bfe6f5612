"""Methods that compare all periods of a window at once, one a file. A new one is a file and a line here.

Within a window they are transitive: no chain drifts. What a window says about its last period is joined to the series
by a splice (`index/splice.py`).
"""

from desk_app.domain.index.formula import FORMULAS
from desk_app.domain.index.multilateral.geary_khamis import GEARY_KHAMIS
from desk_app.domain.index.multilateral.geks import geks
from desk_app.domain.index.multilateral.multilateral import Multilateral
from desk_app.domain.index.multilateral.time_product_dummy import TIME_PRODUCT_DUMMY

METHODS: tuple[Multilateral, ...] = (
    *(geks(formula) for formula in FORMULAS if formula.reversible and formula.name not in ("geary-khamis", "tpd")),
    GEARY_KHAMIS,
    TIME_PRODUCT_DUMMY,
)
