"""One index formula a file: prices of one period against another. A new one is a file and a line here.

A formula sees only matched products, with finite prices above zero and shares that sum to one; what to
compare with what (fixed shares, chains, windows) is the engine's business.
"""

from desk_app.domain.index.formula.formula import Formula
from desk_app.domain.index.formula.geometric_young import GEOMETRIC_YOUNG

FORMULAS: tuple[Formula, ...] = (GEOMETRIC_YOUNG,)
