"""Live sources for tests: a folder of ticks that is served, and a follower whose news are gathered."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from desk_app.domain.curve.tick import About, Tick, about_line, tick_line
from desk_app.domain.index.official_points.official import StatedTax
from desk_app.feeds.feed import State
from desk_app.feeds.folder_feed import Arrival
from desk_app.feeds.http_feed import WebPace
from desk_app.feeds.stream_feed import StreamPace
from desk_app.feeds.web import Limits
from desk_app.jobs.follow_sources import Paces, SourcesFollower
from desk_app.jobs.keep_sources import Source, SourceKind
from desk_app.jobs.open_desk import Desk
from desk_app.settings import Settings

ABOUT = About("prnd", "氧化镨钕", "某公司", "yuan/t", StatedTax.EXCL, "tick")
START = 1_700_000_000_000
PACES = Paces(WebPace(0.02, 0.01, 0.02), StreamPace(0.001, 0.001, 0.01), Limits(connect=5, silence=5))


def tick(number: int, code: str = "prnd") -> Tick:
    return Tick(code, START + number * 10, Decimal(number))


def write_ticks(folder: Path, ticks: Iterable[Tick], series: Iterable[About] = ()) -> Path:
    """Add to the folder's file of ticks."""
    path = folder / "ticks.jsonl"
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"{about_line(about)}\n" for about in series)
        file.writelines(f"{tick_line(each)}\n" for each in ticks)
    return path


def stream_source(port: int, name: str = "甲") -> Source:
    return Source(name, SourceKind.TICKS, f"http://127.0.0.1:{port}/ticks")


class Following:
    """A follower, and what it has told so far."""

    def __init__(self, desk: Desk, *sources: Source) -> None:
        Settings(desk.folder).set("ticks_kept_days", 0)
        self.follower = SourcesFollower(desk, sources, PACES)
        self.values: list[int] = []
        self.files: list[Arrival] = []
        self.follower.start()

    def take(self) -> list[int]:
        """The values that were told by now."""
        for fresh in self.follower.take():
            self.values += [int(each.tick.value) for each in fresh.ticks]
        return self.values

    def has(self, count: int) -> bool:
        return len(self.take()) >= count

    def is_(self, state: State) -> bool:
        return self.follower.states()[0].state is state

    def arrived(self) -> list[Arrival]:
        """The files that arrived by now."""
        self.files += self.follower.files()
        return self.files

    def counts(self, at: int = 0) -> dict[str, int]:
        return self.follower.states()[at].counts
