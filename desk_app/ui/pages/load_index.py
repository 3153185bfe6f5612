"""What the index page asks of the desk, behind the window."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.domain.base.period import Every
from desk_app.domain.base.problem import Problem, Refused

if TYPE_CHECKING:
    from desk_app.domain.index.drift import Drift
    from desk_app.domain.index.fate import Fate
    from desk_app.files.write_table import Table
    from desk_app.jobs.explain_index import Explained
    from desk_app.jobs.index_wanted import Wanted
    from desk_app.jobs.list_counted import CountedTrades
    from desk_app.jobs.list_series import SeriesInfo
    from desk_app.jobs.open_desk import Desk
    from desk_app.jobs.progress import Progress
    from desk_app.jobs.publish_index import WentOut
    from desk_app.jobs.restate_index import Difference
    from desk_app.jobs.sum_groups import GroupPoints
    from desk_app.jobs.tabulate_index import IndexTable


@dataclass(frozen=True, slots=True)
class IndexFound:
    """Names in both languages by code, the series; whether their values stand for the trades as they are."""

    names: dict[str, tuple[str, str]]
    series: "tuple[SeriesInfo, ...]"
    current: bool


@dataclass(frozen=True, slots=True, eq=False)
class TableFound:
    """The table, or why there is none; `drift` of a rolling index as it stands now."""

    wanted: "Wanted"
    table: "IndexTable | Problem"
    drift: "Drift | None" = None


@dataclass(frozen=True, slots=True)
class WhyFound:
    """One period taken apart; None where it is not there any more."""

    period: str
    explained: "Explained | None"
    groups: "tuple[GroupPoints, ...]" = ()
    counted: "CountedTrades | None" = None
    """The trades that simply count, where they were asked for."""


def load_index_series(desk: "Desk") -> IndexFound:
    """All there is to choose from."""
    from desk_app.jobs.build_index import is_current
    from desk_app.ui.pages.load_curves import load_series

    found = load_series(desk)
    return IndexFound(found.names, found.series, is_current(desk))


def load_table(desk: "Desk", wanted: "Wanted") -> TableFound:
    """A refusal is shown on the page, beside what was asked."""
    from desk_app.domain.index.series import Kind
    from desk_app.jobs.tabulate_index import tabulate_index
    from desk_app.jobs.watch_drift import watch_drift

    try:
        table = tabulate_index(desk, wanted)
        rolls = table.series.kind is Kind.INDEX and wanted.every is not Every.DAY and not wanted.known_on
        return TableFound(wanted, table, watch_drift(desk, wanted.code, wanted.every) if rolls else None)
    except Refused as refused:
        return TableFound(wanted, refused.problem)


def load_why(desk: "Desk", wanted: "Wanted", period: str, *, counted: bool = False) -> WhyFound:
    """Why the period's value is what it is; with the trades that simply count, if they are wanted."""
    from desk_app.jobs.explain_index import explain_index
    from desk_app.jobs.list_counted import list_counted
    from desk_app.jobs.sum_groups import sum_groups

    try:
        explained = explain_index(desk, wanted.code, period, wanted.known_before)
    except Refused:
        return WhyFound(period, None)
    trades = list_counted(desk, [one.product for one in explained.inputs], period) if counted else None
    return WhyFound(period, explained, sum_groups(desk, explained.inputs), trades)


def judge(desk: "Desk", trade: int, fate: "Fate | None", reason: str, name: str) -> None:
    """Put a trade in, take it out, or (None) leave it to the screen."""
    from desk_app.jobs.set_index import judge_trade

    judge_trade(desk, trade, fate, reason, name)


def publish(desk: "Desk", wanted: "Wanted", period: str, name: str, progress: "Progress") -> "list[WentOut]":
    """Publish one series through a period."""
    from desk_app.domain.base.period import parse_period
    from desk_app.jobs.publish_index import publish_index

    return publish_index(desk, [wanted.code], wanted.every, parse_period(period), name, progress=progress)


def load_differences(desk: "Desk") -> "list[Difference]":
    """What later data say about published values."""
    from desk_app.jobs.restate_index import differences

    return differences(desk)


def restate_due(desk: "Desk", name: str, notice: str) -> "list[Difference]":
    """A new version of what is to be restated."""
    from desk_app.jobs.restate_index import restate

    return restate(desk, name, notice)


def write(table: "Table", path: Path) -> bool:
    """As the file's ending says: a workbook, or CSV. Whether it was written."""
    from desk_app.files.write_table import write_csv, write_workbook

    try:
        (write_workbook if path.suffix.lower() == ".xlsx" else write_csv)(table, path)
    except OSError:
        return False
    return True
