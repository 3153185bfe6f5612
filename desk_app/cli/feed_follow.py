"""What `reo-desk feed follow` does until Ctrl+C: each file imported in a transaction of its own, each tick said."""

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desk_app.cli.frame import Context, say, tell
from desk_app.cli.import_command import import_document
from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.period import CHINA
from desk_app.domain.curve.tick import Tick, moment
from desk_app.i18n import Words, one_line, problem_text

if TYPE_CHECKING:
    from desk_app.jobs.follow_folder import FolderFollower
    from desk_app.jobs.follow_sources import SourcesFollower
    from desk_app.jobs.import_options import ImportOptions
    from desk_app.jobs.import_result import ImportResult
    from desk_app.jobs.sort_arrivals import Ready, TakenPoints

_BEAT = 0.25
"""Seconds between two looks into the mailbox: Ctrl+C is heard only between them on Windows."""


@dataclass(slots=True)
class Following:
    """A folder and live sources, either may be None."""

    context: Context
    folder: "FolderFollower | None"
    live: "SourcesFollower | None"
    options: "ImportOptions"
    as_json: bool
    _state: str = ""
    _states: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, dict[str, int]] = field(default_factory=dict)

    def run(self) -> None:
        """Until Ctrl+C."""
        followers = [each for each in (self.folder, self.live) if each is not None]
        for each in followers:
            each.start()
        if self.folder is not None:
            self._state = self.folder.state.value
        try:
            while True:
                if self.live is not None:
                    self._look_live(self.live)
                if self.folder is not None:
                    self._look(self.folder, _BEAT if self.live is None else 0)
                elif self.live is not None:
                    self.live.wait(_BEAT)
        finally:
            for each in followers:
                each.stop()

    # ---- the folder
    def _look(self, folder: "FolderFollower", wait: float) -> None:
        arrivals = folder.take(wait)
        if folder.state.value != self._state:
            self._state = folder.state.value
            self._note(f"feed.state.{self._state}", folder=one_line(str(folder.folder)))
        if arrivals:
            self._take(folder, folder.sort(arrivals))

    def _take(self, follower: "FolderFollower | SourcesFollower", ready: "Ready") -> None:
        from desk_app.jobs.import_files import import_files
        from desk_app.jobs.sort_arrivals import is_final, stands, take_points

        if ready.known:
            self._note("feed.known", count=ready.known)
        for path in ready.paths:
            (result,) = import_files(self.context.desk, [path], self.options)
            self._say(result)
            if stands(result):
                follower.settled([path])
        for taken in take_points(self.context.desk, ready.points):
            self._say_points(taken)
            if is_final(taken.problem):
                follower.settled([taken.path])

    def _say(self, result: "ImportResult") -> None:
        words = self.context.words
        say(json.dumps(import_document(words, result), ensure_ascii=False) if self.as_json else _line(words, result))

    def _say_points(self, taken: "TakenPoints") -> None:
        words, name = self.context.words, taken.path.name
        counts = (
            {n: getattr(taken.taken, n) for n in ("rows", "new", "same", "changed", "refused")} if taken.taken else {}
        )
        problems = [taken.problem] if taken.problem else list(taken.taken.problems) if taken.taken else []
        texts = [problem_text(words, each) for each in problems]
        code = taken.taken.series.code if taken.taken else ""
        if self.as_json:
            say(json.dumps({"file": name, "official": code, **counts, "problems": texts}, ensure_ascii=False))
            return
        if taken.taken:
            take = taken.taken.take or ""
            key = "official.taken.done" if take else "official.taken.nothing_new"
            say(words(key, file=one_line(name), code=code, take=take, **counts))
        for text in texts:
            say(f"  {one_line(name)}: {text}")

    # ---- the sources
    def _look_live(self, live: "SourcesFollower") -> None:
        for state in live.states():
            name = state.source.name
            now = state.trouble.reason.value if state.trouble else state.state.value
            if self._states.get(name, now) != now or (name not in self._states and state.trouble):
                self._note(
                    f"live.state.{now}", name=name, detail=one_line(state.trouble.detail if state.trouble else "")
                )
            self._states[name] = now
            self._tell_problems(name, state.counts)
        for fresh in live.take():
            for taken in fresh.ticks:
                say(self._tick(fresh.source, taken.tick))
        if arrivals := live.files():
            self._take(live, live.sort(arrivals))

    def _tell_problems(self, name: str, counts: dict[str, int]) -> None:
        before = self._counts.setdefault(name, dict(counts))
        for kind, count in counts.items():
            more = count - before.get(kind, 0)
            if kind != "ticks" and more > 0:
                self._note("live.told", name=name, kind=self.context.words(f"live.kind.{kind}"), count=more)
        self._counts[name] = dict(counts)

    def _tick(self, source: str, tick: Tick) -> str:
        at = moment(tick.at).astimezone(CHINA).isoformat(timespec="milliseconds")
        value = exact_text(tick.value)
        if self.as_json:
            found = {"source": source, "code": tick.code, "at": at, "value": value}
            return json.dumps(found, ensure_ascii=False)
        return f"{at}  {source}/{tick.code}  {value}"

    def _note(self, key: str, **facts: object) -> None:
        tell(self.context.words(key, **facts))


def _line(words: Words, result: "ImportResult") -> str:
    if result.refused:
        return words("trade.import.refused", file=one_line(result.file), text=problem_text(words, result.refused))
    counts = {name: getattr(result, name) for name in ("rows", "new", "same", "changed", "held")}
    return words("trade.import.done", file=one_line(result.file), **counts)
