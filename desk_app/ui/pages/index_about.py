"""What is said of the index page's figures wherever they go: whose they are, unit, tax basis, source, age."""

from typing import TYPE_CHECKING

from desk_app.ui.ages import age_text, today
from desk_app.ui.hub import Hub
from desk_app.ui.pages.series_list import POINTS

if TYPE_CHECKING:
    from desk_app.jobs.list_series import SeriesInfo
    from desk_app.jobs.tabulate_index import IndexTable


def about_lines(hub: Hub, info: "SeriesInfo | None", table: "IndexTable | None") -> list[str]:
    """The label always; the rest of a table that is there."""
    words = hub.words
    lines = [words("index.label.in_house")]
    if info is None or table is None:
        return lines
    lines += [words("index.label.sample")] if info.sample else []
    lines.append(words("ui.index.unit_points" if info.unit == POINTS else "ui.index.unit_price"))
    if table.lines:
        span = table.lines[-1].span
        lines.append(words("ui.index.source", period=span.key, age=age_text(words, min(span.end, today()))))
    lines.append(words("ui.index.method", method=info.method))
    lines += [words("ui.index.as_known", day=table.wanted.known_on)] if table.wanted.known_on else []
    return lines
