"""Reading a file in a process of its own, which may take only so much memory and time."""

import json
import resource
import select
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

MOST_MEMORY, MOST_SECONDS = 2 << 30, 20


class Bounded:
    """The process; after a failure the next file gets a new one."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def outcome(self, path: Path, *, whole: bool = False) -> str:
        """What becomes of the file: the key of its refusal, "read" or "taken"; with `whole`, as an import.

        Fails when it takes more than 2 GB of addresses, or 20 seconds.
        """
        process = self._process = self._process or self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps([str(path), whole]) + "\n")
        process.stdin.flush()
        heard, _, _ = select.select([process.stdout], [], [], MOST_SECONDS)
        answer = process.stdout.readline() if heard else ""
        if not answer:
            self.close()
            raise AssertionError("it died" if heard else "it took too long")
        return str(json.loads(answer))

    def _started(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.files.bounded"]
        root = Path(__file__).resolve().parents[2]
        return subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def close(self) -> None:
        process, self._process = self._process, None
        if process is not None and process.stdin and process.stdout:
            process.kill()
            process.stdin.close()
            process.stdout.close()
            process.wait()


def _score(rows: Sequence[Sequence[str]]) -> int:
    from desk_app.domain.trade.mapping import find_mapping

    found = find_mapping(rows)
    return found.known if found else 0


def _read(path: Path) -> str:
    from desk_app.domain.base.problem import Refused
    from desk_app.files.pick import file_hash, pick_table, read_tables

    try:
        file_hash(path)
        table = pick_table(read_tables(path, _score), None, _score, path.name)
        for block in table.blocks():
            for _ in block.rows:
                pass
    except Refused as refused:
        return refused.problem.key
    return "read"


def _imported(path: Path) -> str:
    from tempfile import TemporaryDirectory

    from desk_app.jobs.import_files import import_files
    from desk_app.jobs.import_options import ImportOptions
    from desk_app.jobs.open_desk import open_desk

    with TemporaryDirectory() as folder, open_desk(Path(folder)) as desk:
        (result,) = import_files(desk, [path], ImportOptions())
        return result.refused.key if result.refused else "taken"


def _serve() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    for asked in sys.stdin:
        file, whole = json.loads(asked)
        print(json.dumps(_imported(Path(file)) if whole else _read(Path(file))), flush=True)


if __name__ == "__main__":
    _serve()
