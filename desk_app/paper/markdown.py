"""A document's text as Markdown (CommonMark, with the tables of GitHub's). Nobody's words are read as markup."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_MARKUP = re.compile(r"[\\`*\[\]<>|~]|(?<![^\W_])_|_(?![^\W_])")
"""Signs that would be read as markup; an underscore inside a word is none."""
_STARTS = re.compile(r"^(\s*\d*)([#+.)-])(?=\s|\2|$)")
"""What would begin a heading, a list or a rule."""


def markdown(document: Mapping[str, Any]) -> str:
    """The whole document: title, standing, blocks; the standing closes it too."""
    blocks = (line for block in document["blocks"] for line in _block(block))
    head = [f"# {escaped(document['title'])}", f"**{escaped(document['label'])}**"]
    foot = " · ".join(document[name] for name in ("number", "drafted", "check", "label"))
    return "\n\n".join([*head, *blocks, "---", escaped(foot)]) + "\n"


def escaped(text: str) -> str:
    """Text that reads as it is, in one paragraph."""
    one_line = " ".join(text.split("\n"))
    return _STARTS.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", one_line))


def _block(block: Mapping[str, Any]) -> Iterator[str]:
    level = "##" if block["type"] in {"facts", "prose"} else "###"
    yield f"{level} {escaped(block['heading'])}"
    if block["type"] == "facts":
        yield "\n".join(f"- **{escaped(row['label'])}**: {escaped(row['text'])}" for row in block["rows"])
    elif block["type"] == "prose":
        for line in block["lines"]:
            yield f"```text\n{line['text']}\n```" if line["formula"] else escaped(line["text"])
    elif block["type"] == "table":
        yield _table(block["columns"], block["rows"])
    elif block["type"] == "signatures":
        yield "\n".join(f"- {escaped(role)}: \\_\\_\\_\\_\\_\\_\\_\\_" for role in block["roles"])


def _table(columns: Sequence[Mapping[str, Any]], rows: Sequence[Sequence[str]]) -> str:
    rule = ["---:" if column["figures"] else ":---" for column in columns]
    lines = [[escaped(column["text"]) for column in columns], rule, *([escaped(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
