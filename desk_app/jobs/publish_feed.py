"""Put a desk's own day prices and reference flash, and the official points it has, where another desk is fed from.

Values go to the end of the folder's file of ticks, each once, and again when it has changed; points are bulletins. All
say whose they are, in what unit and on which tax basis. What sample trades feed is left out.
"""

from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

from desk_app.domain.base.exact import published
from desk_app.domain.base.period import CHINA, Every, parse_period
from desk_app.domain.base.problem import refuse
from desk_app.domain.curve.tick import IN_HOUSE, About, Tick, about_line, milliseconds, read_line, tick_line
from desk_app.domain.index.official_points.about import series_entry
from desk_app.domain.index.official_points.official import StatedTax
from desk_app.feeds.bulletins import is_plain
from desk_app.files.points_file import points_document
from desk_app.i18n import LANGUAGES, catalogue
from desk_app.jobs.index_request import asked
from desk_app.jobs.list_official import OfficialInfo, list_official
from desk_app.jobs.list_series import SeriesInfo, list_series
from desk_app.jobs.load_curve import load_values
from desk_app.jobs.load_products import load_products
from desk_app.jobs.open_desk import Desk
from desk_app.jobs.write_whole import write_whole
from desk_app.settings import Settings
from desk_app.store.indexes import last_vintage
from desk_app.store.officials import all_takes

TICKS = "ticks.jsonl"
_PLACES = 2


@dataclass(frozen=True, slots=True)
class Published:
    """How many series stand in the folder, how many values were added now, how many bulletins are new or other; and
    how many series were left out because sample trades feed them.
    """

    series: int
    values: int
    bulletins: int
    left_out: int


def mark_of(desk: Desk) -> tuple[int, int, int]:
    """Changes whenever there may be something new to publish."""
    takes = all_takes(desk.database.conn)
    vintage = last_vintage(desk.database.conn)
    return vintage.id if vintage else 0, len(takes), sum(take.undone_at is not None for take in takes)


def publish_feed(desk: Desk, folder: Path) -> Published:
    """Bring the folder up to date; `Refused` where it can't be written to, or nobody is named who compiles."""
    owner = str(Settings(desk.folder)["owner"])
    if not owner:
        raise refuse("publish_no_owner", "owner")
    infos = list_series(desk)
    own = [info for info in infos if not info.sample]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        values = _add_values(desk, folder / TICKS, own, owner)
        bulletins = sum(_write_points(folder, info) for info in list_official(desk))
    except OSError as error:
        raise refuse("file_system", file=str(folder), detail=error.strerror or str(error)) from error
    return Published(len(own), values, bulletins, len(infos) - len(own))


def _add_values(desk: Desk, path: Path, infos: list[SeriesInfo], owner: str) -> int:
    names = _names(desk)
    said, told = _said(path)
    lines, count = [], 0
    for info in infos:
        about = _about(info, names.get(info.code, (info.code, info.code)), owner)
        if told.get(about.code) != about:
            lines.append(about_line(about))
        for tick in _ticks(desk, info.code, about.code):
            if said.get((tick.code, tick.at)) != tick.value:
                lines.append(tick_line(tick))
                count += 1
    if lines:
        with path.open("ab") as file:
            file.write("".join(f"{line}\n" for line in lines).encode())
    return count


def _said(path: Path) -> tuple[dict[tuple[str, int], object], dict[str, About]]:
    """What stands in the file: the last word on each value and series. Half a line at its end is taken off."""
    said: dict[tuple[str, int], object] = {}
    told: dict[str, About] = {}
    if not path.exists():
        return said, told
    with path.open("r+b") as file:
        whole = 0
        for text in file:
            if not text.endswith(b"\n"):
                file.truncate(whole)
                break
            whole += len(text)
            line = read_line(text.decode("utf-8", "replace").strip())
            if isinstance(line, Tick):
                said[line.code, line.at] = line.value
            elif isinstance(line, About):
                told[line.code] = line
    return said, told


def _about(info: SeriesInfo, name: tuple[str, str], owner: str) -> About:
    """An index on another base is another series: its code names the base."""
    base, code = (f"{info.base} = 100", f"{info.code}.{info.base}") if info.base else ("", info.code)
    tax = StatedTax(info.tax.value)
    return About(code, name[0], owner, info.unit, tax, Every.DAY.value, name[1], base, IN_HOUSE, "REO Desk")


def _names(desk: Desk) -> dict[str, tuple[str, str]]:
    products = {product.key: (product.zh, product.en) for product in load_products(desk).all()}
    groups = asked(desk).groups
    return products | {one.code: (one.zh or _said_of(one.code, 0), one.en or _said_of(one.code, 1)) for one in groups}


def _said_of(code: str, language: int) -> str:
    return catalogue(LANGUAGES[language]).get(f"index.series.{code}", code)


def _ticks(desk: Desk, code: str, told_as: str) -> list[Tick]:
    """A value of a day names its first moment in China."""
    _, rows = load_values(desk, code)
    days = [(parse_period(row.period).start, row.value) for row in rows if row.value is not None]
    begins = [(milliseconds(datetime.combine(day, time(), CHINA)), value) for day, value in days]
    return [Tick(told_as, at, published(value, _PLACES)) for at, value in begins]


def _write_points(folder: Path, info: OfficialInfo) -> bool:
    """Whether its bulletin is new, or says something else than before."""
    name = f"official-{info.series.code}.json"
    if not is_plain(name):
        return False
    points = [
        {"period": one.point.period, "value": format(one.point.value, "f"), "published_on": one.point.published_on}
        for one in info.standing
    ]
    series = {key: text for key, text in series_entry(info.series).items() if text}
    document = points_document(series, [{key: text for key, text in point.items() if text} for point in points])
    path = folder / name
    if path.exists() and path.read_bytes() == document:
        return False
    write_whole(path, document)
    return True
