"""Markdown that says exactly what the document says."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.paper.markdown import escaped, markdown

DOCUMENT = {
    "title": "A*B",
    "label": "label",
    "number": "n",
    "drafted": "d",
    "check": "c",
    "blocks": [
        {"type": "facts", "heading": "Facts", "rows": [{"label": "Code", "text": "x|y"}]},
        {
            "type": "prose",
            "heading": "1  Prose",
            "lines": [{"formula": True, "text": "p_it = a * b"}, {"formula": False, "text": "# no heading"}],
        },
        {
            "type": "table",
            "heading": "Table",
            "columns": [{"text": "One\nline", "figures": False}, {"text": "Two", "figures": True}],
            "rows": [["a|b", "-939.00"]],
        },
        {"type": "signatures", "heading": "Signed", "roles": ["Prepared"]},
    ],
}


def test_the_blocks_of_a_document() -> None:
    assert markdown(DOCUMENT) == (
        "# A\\*B\n\n**label**\n\n## Facts\n\n- **Code**: x\\|y\n\n## 1  Prose\n\n```text\np_it = a * b\n```\n\n"
        "\\# no heading\n\n### Table\n\n| One line | Two |\n| :--- | ---: |\n| a\\|b | -939.00 |\n\n"
        "### Signed\n\n- Prepared: \\_\\_\\_\\_\\_\\_\\_\\_\n\n---\n\nn · d · c · label\n"
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("prnd_oxide", "prnd_oxide"),
        ("_leans_", "\\_leans\\_"),
        ("939.00", "939.00"),
        ("1. one", "1\\. one"),
        ("12) twelve", "12\\) twelve"),
        ("- a", "\\- a"),
        ("-5 %", "-5 %"),
        ("---", "\\---"),
        ("# a", "\\# a"),
        ("<b>", "\\<b\\>"),
        ("[a](b)", "\\[a\\](b)"),
        ("a\\b", "a\\\\b"),
        ("`x` ~~y~~", "\\`x\\` \\~\\~y\\~\\~"),
        ("a\nb", "a b"),
    ],
)
def test_nobodys_words_are_markup(text: str, written: str) -> None:
    assert escaped(text) == written


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_escaping_loses_nothing(text: str) -> None:
    written = escaped(text)
    assert "\n" not in written
    assert re.sub(r"\\([\\`*\[\]<>|~_#+.)-])", r"\1", written) == text.replace("\n", " ")
