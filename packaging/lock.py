"""Write `packaging/lock.txt` anew from `pyproject.toml`: every platform, every hash, no address. Needs uv.

.venv/bin/python -m pip install uv
.venv/bin/python packaging/lock.py [--upgrade]
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "lock.txt"
OPTIONS = (
    "--universal", "--python-version", "3.11", "--extra", "dev", "--generate-hashes", "--no-config",
    "--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate", "--quiet",
)  # fmt: skip


def main() -> int:
    beside = Path(sys.executable).with_name("uv")
    uv = shutil.which("uv") or (str(beside) if beside.exists() else None)
    if uv is None:
        print("lock.py needs uv: python -m pip install uv")
        return 1
    command = [uv, "pip", "compile", *OPTIONS, *sys.argv[1:], "pyproject.toml", "-o", str(LOCK)]
    return subprocess.run(command, cwd=ROOT, env=_plain_environment(), check=False).returncode


def _plain_environment() -> dict[str, str]:
    """This machine's own package settings must not reach the lock."""
    return {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "UV_"))}


if __name__ == "__main__":
    sys.exit(main())
