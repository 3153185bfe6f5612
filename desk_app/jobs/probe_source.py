"""Whether a live source answers right now."""

from pathlib import Path

from desk_app.feeds.failing import Failing, Reason
from desk_app.feeds.probe import probe
from desk_app.feeds.web import Door
from desk_app.jobs.keep_sources import Source, SourceKind
from desk_app.jobs.open_desk import Desk
from desk_app.jobs.replay_day import recording_of


def probe_source(desk: Desk, source: Source) -> Failing | None:
    """None where it answers, else why it doesn't."""
    try:
        if source.kind is SourceKind.REPLAY:
            recording_of(desk, source.address)
        else:
            probe(Door(source.address, Path(source.ca) if source.ca else None, source.proxy, source.token))
    except Failing as failing:
        return failing
    except OSError as error:
        return Failing(Reason.UNREACHABLE, error.strerror or "")
    return None
