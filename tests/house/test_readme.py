"""What README tells people to type exists, option by option."""

import re

import click
import pytest

from desk_app.main import desk
from tests.house.tree import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
TYPED = [line.split("  ")[0].split() for line in re.findall(r"(?m)^reo-desk (.+)$", README)]
PATHS = sorted(set(re.findall(r"`((?:desk_app|resources|packaging|tests)/[\w./-]*)`", README)))


def test_readme_shows_commands() -> None:
    assert len(TYPED) >= 8


@pytest.mark.parametrize("words", TYPED, ids=" ".join)
def test_command_and_options_exist(words: list[str]) -> None:
    command: click.Command = desk
    at = 0
    while isinstance(command, click.Group) and words[at] in command.commands:
        command = command.commands[words[at]]
        at += 1
    assert at > 0
    known = {name for parameter in command.params for name in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known


@pytest.mark.parametrize("path", PATHS)
def test_files_it_names_lie_somewhere_real(path: str) -> None:
    """Examples of new files may not exist; their folders do."""
    assert (ROOT / path).exists() or (ROOT / path).parent.is_dir()


def test_its_pictures_are_there() -> None:
    shown = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README)
    assert not [path for path in shown if not (ROOT / path).is_file()]
