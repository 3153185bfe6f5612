"""What a new computation says that the last one did not: only that is written, under a new vintage."""

from dataclasses import dataclass

import pandas as pd

from desk_app.domain.index.engine import FIGURES, KEY
from desk_app.domain.index.status import Status


@dataclass(frozen=True, slots=True)
class Differences:
    """Rows (columns `KEY` and `FIGURES`) to be written: first values, other values, values taken back."""

    added: pd.DataFrame
    changed: pd.DataFrame
    withdrawn: pd.DataFrame


def differences(computed: pd.DataFrame, latest: pd.DataFrame) -> Differences:
    """Compare bit by bit; both frames hold one row a key. What is no longer computed is withdrawn, once."""
    both = computed.merge(latest[KEY + FIGURES], on=KEY, how="left", suffixes=("", "_before"), indicator="in_both")
    fresh = both["in_both"] == "left_only"
    same = ~fresh
    for figure in FIGURES:
        now, before = both[figure], both[f"{figure}_before"]
        same &= (now == before) | (now.isna() & before.isna())
    return Differences(
        both.loc[fresh, KEY + FIGURES], both.loc[~fresh & ~same, KEY + FIGURES], _withdrawn(computed, latest)
    )


def _withdrawn(computed: pd.DataFrame, latest: pd.DataFrame) -> pd.DataFrame:
    gone = latest.merge(computed[KEY], on=KEY, how="left", indicator="still")
    gone = gone[(gone["still"] == "left_only") & (gone["status"] != Status.WITHDRAWN.value)]
    nothing = gone.assign(value=float("nan"), status=Status.WITHDRAWN.value, trades=0, tonnes=0.0)
    return nothing.assign(coverage=0.0, imputed=0.0)[KEY + FIGURES]
