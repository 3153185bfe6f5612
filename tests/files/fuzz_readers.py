"""Damage trade files in every way there is, and read them: `python -m tests.files.fuzz_readers SECONDS [SEED]`.

A case may be taken or refused, within its time; anything else is a finding, kept with its bytes in the folder that is
printed. Readers run in a child process, so that a crash of native code is a finding too. Run by hand, never by pytest.
"""

import json
import os
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from desk_app.domain.base.problem import Refused
from desk_app.domain.trade.mapping import find_mapping
from desk_app.files.encoding import CHOICES
from desk_app.files.pick import read_tables
from desk_app.jobs.import_files import import_files
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.open_desk import open_desk
from desk_app.jobs.read_trade_file import read_trade_file

ROOT = Path(__file__).resolve().parents[2]
SEEDS = (ROOT / "tests/data/trades", ROOT.parent / "shared/data/trades", ROOT / "resources/samples")
LIMIT_SECONDS, LIMIT_BYTES, WHOLE_IMPORTS, CASES_A_CHILD = 5, 3 << 30, 0.3, 400
ODD = (
    b"\0", b"\xff", b'"', b"'", b"\r", b"\n", b"\t", b",", b";", b"|", b"<", b">", b"&", b"&#0;", b"]]>", b"<!--",
    b"<table>", b"</td>", b"<c>", b"</row>", b'<c r="', b'r="A0"', b'r="XFD1048576"', b'r="ZZZZZZZ9"', b't="s"', b"<f>",
    b't="e"', b'rowspan="99999999"', b'colspan="99999999"', b"-1", b"0", b"1e999", b"99999999999999999999", b"NaN",
    b"\xef\xbb\xbf", b"\xff\xfe", b"\x81\x30\x81\x30", b"\xfe\x59", b"\xed\xa0\x80",
    "０１２，．".encode(), "合计".encode(),
    b'table:number-columns-repeated="', b'table:number-rows-repeated="', b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;",
    b'<?xml version="1.0" encoding="UTF-16"?>', b'state="hidden"', b"../", b"/", b"\x7f\xff\xff\xff", b"\x00" * 8,
)  # fmt: skip


class Slow(Exception):
    """A case took more of the processor's time than it may."""


# ------------------------------------------------------------------ damage
def damage(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """A file with one to a few things wrong with it; of a package, mostly in what is inside."""
    if data[:2] == b"PK" and chance.random() < 0.8:
        return in_package(data, chance, others)
    return mutate(data, chance, others)


def in_package(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    try:
        with ZipFile(BytesIO(data)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    except (BadZipFile, OSError, ValueError):
        return mutate(data, chance, others)
    for _ in range(chance.randrange(1, 4)):
        name = chance.choice(list(parts))
        kind = chance.random()
        if kind < 0.05:
            del parts[name]
        elif kind < 0.1:
            parts[chance.choice(list(parts))] = parts[name]
        else:
            parts[name] = mutate(parts[name], chance, list(parts.values()))
        if not parts:
            break
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


def mutate(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        data = chance.choice(MUTATIONS)(data, chance, others)
    return data[: 1 << 20]


def flip(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + bytes((chance.randrange(256),)) + data[at + 1 :]


def cut(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def take_out(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + data[at + chance.randrange(1, 60) :]


def put_in(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(ODD) * chance.choice((1, 1, 1, 2, 100)) + data[at:]


def put_over(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    at, odd = chance.randrange(len(data) + 1), chance.choice(ODD)
    return data[:at] + odd + data[at + len(odd) :]


def repeat(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    at = chance.randrange(len(data) + 1)
    piece = data[at : at + chance.randrange(1, 200)]
    return data[:at] + piece * chance.choice((2, 3, 50)) + data[at:]


def splice(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    other = chance.choice(others)
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other) + 1) :]


def swap_digits(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    places = [at for at, byte in enumerate(data[:50_000]) if 48 <= byte < 58]
    if not places:
        return data
    at = chance.choice(places)
    return data[:at] + chance.choice((b"9" * 9, b"-", b"0", b"1e9", b"4294967296", b"")) + data[at + 1 :]


def number(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """A binary number at its edges."""
    at, wide = chance.randrange(len(data) + 1), chance.choice((1, 2, 4, 8))
    value = chance.choice((0, 1, (1 << 8 * wide - 1) - 1, 1 << 8 * wide - 1, (1 << 8 * wide) - 1))
    return data[:at] + value.to_bytes(wide, "little") + data[at + wide :]


Mutation = Callable[[bytes, random.Random, Sequence[bytes]], bytes]
MUTATIONS: tuple[Mutation, ...] = (flip, cut, take_out, put_in, put_over, repeat, splice, swap_digits, number)


# ------------------------------------------------------------------ feeding
def score(rows: Sequence[Sequence[str]]) -> int:
    found = find_mapping(rows)
    return found.known if found else 0


def feed(path: Path, whole: bool, encoding: str | None) -> str:
    """What became of it: the first word of a refusal, or taken."""
    try:
        for table in read_tables(path, score, encoding):
            for block in table.blocks():
                lines = list(block.rows)
                if block.columns is not None and list(map(list, zip(*block.columns, strict=True))) != lines:
                    raise AssertionError("columns are not the lines")
        if not whole:
            read_trade_file(path, ImportOptions(encoding=encoding))
            return "read"
    except Refused as refused:
        if not whole:
            return refused.problem.key
    with tempfile.TemporaryDirectory() as folder, open_desk(Path(folder)) as desk:
        (result,) = import_files(desk, [path], ImportOptions(encoding=encoding))
        if result.refused:
            return result.refused.key
        (again,) = import_files(desk, [path], ImportOptions(encoding=encoding))
        if again.refused or again.rows != result.rows or again.new or again.changed:
            raise AssertionError(f"the second import differs: {result} {again}"[:2000])
    return "taken"


def one(data: bytes, path: Path, chance: random.Random) -> str:
    path.write_bytes(data)
    encoding = chance.choice(list(CHOICES)) if chance.random() < 0.1 else None
    signal.setitimer(signal.ITIMER_PROF, LIMIT_SECONDS)
    try:
        return feed(path, chance.random() < WHOLE_IMPORTS, encoding)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def too_slow(*_: object) -> None:
    raise Slow


def child(seeds: list[bytes], seed: int, folder: Path, tally: Path, end: float) -> None:
    """Some hundred cases; every finding's bytes stay in the folder."""
    resource.setrlimit(resource.RLIMIT_AS, (LIMIT_BYTES, LIMIT_BYTES))
    os.dup2(os.open(folder / "stderr", os.O_WRONLY | os.O_CREAT | os.O_APPEND), 2)
    signal.signal(signal.SIGPROF, too_slow)
    chance = random.Random(seed)
    counts: dict[str, int] = {}
    path = folder / f"case-{seed}"
    for at in range(CASES_A_CHILD):
        if time.time() > end:
            break
        data = damage(chance.choice(seeds), chance, seeds)
        try:
            found = one(data, path, chance)
        except BaseException as error:
            found = f"FOUND {type(error).__name__}"
            (folder / f"found-{seed}-{at}").write_bytes(data)
            (folder / f"found-{seed}-{at}.txt").write_text(traceback.format_exc(), encoding="utf-8")
        counts[found] = counts.get(found, 0) + 1
        tally.write_text(json.dumps(counts), encoding="utf-8")
    path.unlink(missing_ok=True)
    os._exit(0)


def wait(pid: int) -> bool:
    """Whether the child ended well; one that hangs in native code, where no signal is heard, is killed."""
    quiet_until = time.time() + CASES_A_CHILD * LIMIT_SECONDS
    while time.time() < quiet_until:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return status == 0
        time.sleep(0.2)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return False


def main() -> None:
    seconds, seed = float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    seeds = [p.read_bytes() for folder in SEEDS if folder.is_dir() for p in sorted(folder.iterdir()) if p.is_file()]
    seeds = [data for data in [*seeds, *parquet_seeds()] if len(data) < 300_000]
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    print("findings:", folder, flush=True)
    counts: dict[str, int] = {}
    end = time.time() + seconds
    while time.time() < end:
        tally = folder / "tally"
        pid = os.fork()
        if not pid:
            child(seeds, seed, folder, tally, end)
        if not wait(pid):
            print(f"a child died: its case is case-{seed}", flush=True)
            counts["FOUND crash"] = counts.get("FOUND crash", 0) + 1
        for key, many in json.loads(tally.read_text(encoding="utf-8")).items():
            counts[key] = counts.get(key, 0) + many
        seed += 1
        (folder / "counts.json").write_text(json.dumps(counts, indent=1), encoding="utf-8")
    print(json.dumps({"cases": sum(counts.values()), "last_seed": seed, **counts}, indent=2))


def parquet_seeds() -> list[bytes]:
    """The formats which the corpus can't hold: their bytes change with the writer's version."""
    from tests.files.parquet_tables import sample_files

    return sample_files()


if __name__ == "__main__":
    main()
