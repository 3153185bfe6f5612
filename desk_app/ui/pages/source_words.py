"""How a live source is, in words: in the strip, in its tip, in the list of sources."""

from datetime import datetime
from typing import TYPE_CHECKING

from desk_app.i18n import Words, one_line

if TYPE_CHECKING:
    from desk_app.jobs.follow_sources import SourceState


def clock_text(at: float) -> str:
    """A moment by the clock on the wall here; with its day where that is another."""
    when, now = datetime.fromtimestamp(at).astimezone(), datetime.now().astimezone()
    return f"{when:%H:%M}" if when.date() == now.date() else f"{when:%m-%d %H:%M}"


def short_state(words: Words, state: "SourceState") -> str:
    """One or two words."""
    if state.trouble is not None:
        return words(f"live.short.{state.trouble.reason.value}")
    return words(f"live.short.{state.state.value}")


def since_text(words: Words, state: "SourceState") -> str:
    """Since when it is out of reach and when it is tried again; empty while it answers."""
    if state.trouble is None:
        return ""
    return words("live.since", since=clock_text(state.trouble.since), next=clock_text(state.trouble.next_try))


def troubles(state: "SourceState") -> int:
    """How many lines could not be taken as they came."""
    return sum(count for kind, count in state.counts.items() if kind != "ticks")


def counts_text(words: Words, state: "SourceState") -> str:
    """Problems by kind."""
    kinds = [(kind, count) for kind, count in sorted(state.counts.items()) if kind != "ticks"]
    lines = [f"{words(f'live.kind.{kind}')}: {count}" for kind, count in kinds]
    lines += [words("live.waiting", count=state.waiting)] if state.waiting else []
    return "\n".join(lines)


def state_line(words: Words, state: "SourceState") -> str:
    """The whole in one line."""
    parts = [short_state(words, state), since_text(words, state)]
    parts.append(one_line(state.trouble.detail) if state.trouble else "")
    return f"{state.source.name}: {', '.join(part for part in parts if part)}"
