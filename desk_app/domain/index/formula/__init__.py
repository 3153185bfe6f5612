"""One index formula (or small family) a file: prices of one period against another. A new one is a file and a line
here.

A formula sees only matched products, with finite prices and quantities above zero; what to compare with what (a fixed
base, a chain, windows) is `comparison`'s and `multilateral`'s business.
"""

from desk_app.domain.index.formula.bilateral import Bilateral
from desk_app.domain.index.formula.carli import CARLI, CSWD, HARMONIC
from desk_app.domain.index.formula.dutot import DUTOT
from desk_app.domain.index.formula.jevons import JEVONS
from desk_app.domain.index.formula.laspeyres import DROBISH, FISHER, LASPEYRES, PAASCHE
from desk_app.domain.index.formula.lowe import GEOMETRIC_YOUNG_BASED, LOWE, YOUNG
from desk_app.domain.index.formula.mean_basket import GEARY_KHAMIS, MARSHALL_EDGEWORTH, WALSH
from desk_app.domain.index.formula.palgrave import HARMONIC_LASPEYRES, PALGRAVE
from desk_app.domain.index.formula.stuvel import STUVEL
from desk_app.domain.index.formula.tornqvist import GEOMETRIC_LASPEYRES, GEOMETRIC_PAASCHE, TORNQVIST
from desk_app.domain.index.formula.two_period_dummy import TIME_PRODUCT_DUMMY
from desk_app.domain.index.formula.vartia import MONTGOMERY_VARTIA, SATO_VARTIA

FORMULAS: tuple[Bilateral, ...] = (
    LASPEYRES,
    PAASCHE,
    FISHER,
    TORNQVIST,
    WALSH,
    JEVONS,
    DUTOT,
    CARLI,
    GEOMETRIC_LASPEYRES,
    GEOMETRIC_PAASCHE,
    LOWE,
    YOUNG,
    GEOMETRIC_YOUNG_BASED,
    MARSHALL_EDGEWORTH,
    SATO_VARTIA,
    MONTGOMERY_VARTIA,
    STUVEL,
    DROBISH,
    PALGRAVE,
    HARMONIC,
    HARMONIC_LASPEYRES,
    CSWD,
    GEARY_KHAMIS,
    TIME_PRODUCT_DUMMY,
)
