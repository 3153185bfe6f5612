"""The lines of a file become records: those of a long text file in a process of its own, while this one writes.

The other process is only a help. If it can't start, or ends before its work does, this one reads on from the same
block, and so meets by itself whatever was the matter with the file.
"""

import gc
import marshal
import os
import pickle
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection

from desk_app.domain.base.problem import Refused
from desk_app.domain.product.catalogue import Catalogue
from desk_app.domain.trade.block import BlockReader, Read
from desk_app.domain.trade.build import Builder
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.read_trade_file import TradeFile

LONG = 100_000
"""Lines from which on another process is worth its start, half a second."""

_PATIENCE, _BEAT = 10.0, 0.1  # seconds
_CALM = 500_000

Lines = tuple[int, Read]
"""How many lines a block had, and what became of them."""


def row_builder(read: TradeFile, catalogue: Catalogue, options: ImportOptions) -> Builder:
    """What makes trades of this file's lines."""
    today = datetime.now().astimezone().date()
    return Builder(read.mapping, catalogue, today, doubt_commas=read.doubt_commas, confirmed=options.confirmed)


def read_lines(
    read: TradeFile, catalogue: Catalogue, options: ImportOptions, ask: Callable[[], object]
) -> Iterator[Lines]:
    """Block by block, in the order of the file; `Refused` if it can't be read to its end. `ask` is called while this
    waits; what it raises ends the work.
    """
    done = 0
    if read.table.delimiter and read.table.lines >= LONG and (os.cpu_count() or 1) > 1:
        for lines in _apart(read, catalogue, options, ask):
            if lines is None:
                return
            done += 1
            yield lines
    yield from islice(_here(read, catalogue, options), done, None)


def _here(read: TradeFile, catalogue: Catalogue, options: ImportOptions) -> Iterator[Lines]:
    reader = BlockReader(row_builder(read, catalogue, options), read.mapping)
    for block in read.blocks():
        yield len(block.rows), reader.read(block.first, block.rows, block.columns)


# ------------------------------------------------------------------ in another process
def _apart(
    read: TradeFile, catalogue: Catalogue, options: ImportOptions, ask: Callable[[], object]
) -> Iterator[Lines | None]:
    """As far as the other process comes; None when that is the end of the file."""
    context = get_context("spawn")
    mine, its = context.Pipe()
    process = context.Process(target=_begin, args=(its,), daemon=True)
    try:
        process.start()
        its.close()
        latest = time.monotonic() + _PATIENCE
        if not _comes(mine, ask, latest):
            return
        mine.recv_bytes()
        mine.send_bytes(pickle.dumps((_work, read, catalogue, options)))
        while _comes(mine, ask, latest):
            if (found := marshal.loads(mine.recv_bytes())) is None:  # noqa: S302 – our own process wrote it
                yield None
                return
            if isinstance(found, bytes):
                raise Refused(pickle.loads(found))  # noqa: S301
            lines, records, others = found
            yield lines, Read(records, pickle.loads(others))  # noqa: S301
            latest = float("inf")
    except (OSError, EOFError):
        return
    finally:
        mine.close()
        if process.pid is not None:
            process.kill()
            process.join()


def _comes(mine: Connection, ask: Callable[[], object], latest: float) -> bool:
    """Wait for what comes next; False if nothing came in time."""
    while not mine.poll(_BEAT):
        ask()
        if time.monotonic() > latest:
            return False
    return True


def _begin(its: Connection) -> None:
    """Say that this process is up, then do what it is given: handed over at its start, that would hold up the other one
    until all is imported here.
    """
    with suppress(OSError, EOFError):
        its.send_bytes(b"")
        work, *given = pickle.loads(its.recv_bytes())  # noqa: S301 – our own process wrote it
        work(its, *given)


def _work(its: Connection, read: TradeFile, catalogue: Catalogue, options: ImportOptions) -> None:
    """Say what became of each block, and at the end None, or why the file is refused; whatever else goes wrong is met
    again over there.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the other one, which ends this
    gc.set_threshold(_CALM)
    last: bytes | None = None
    with suppress(Exception):
        try:
            for lines, found in _here(read, catalogue, options):
                its.send_bytes(marshal.dumps((lines, found.records, pickle.dumps(found.others))))
        except Refused as refused:
            last = pickle.dumps(refused.problem)
        its.send_bytes(marshal.dumps(last))
