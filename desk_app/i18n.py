"""Words for a person: keyed catalogues, read at run time, switchable while the program runs."""

import locale
import os
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from desk_app.assets import resource
from desk_app.domain.base.problem import Problem

LANGUAGES = ("zh_CN", "en")


class Words:
    """`words("ore.title", quarter="2026Q1")`. An unknown key shows itself: seen at once, never a crash."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, key: str, /, **blanks: object) -> str:
        text = catalogue(self.language).get(key)
        if text is None:
            return key
        return text.format_map(_Blanks(blanks)) if "{" in text else text

    def has(self, key: str) -> bool:
        """Whether the catalogue has this key."""
        return key in catalogue(self.language)

    def switch(self, language: str) -> None:
        """Speak another language from now on."""
        self.language = language


class _Blanks(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"

    def __init__(self, given: Mapping[str, object]) -> None:
        super().__init__(given)


@cache
def catalogue(language: str) -> dict[str, str]:
    """All words of one language: `<file>.<path>` to text."""
    words: dict[str, str] = {}
    for file in sorted(resource("i18n", language).glob("*.toml")):
        words.update(_flat(file.stem, tomllib.loads(file.read_text(encoding="utf-8"))))
    return words


def _flat(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(f"{prefix}.{key}", value)
        else:
            yield f"{prefix}.{key}", str(value)


def problem_text(words: Words, problem: Problem) -> str:
    """A problem as one line: what, where, what to do."""
    facts = {k: fact_text(words, v) for k, v in problem.facts.items()}
    return words(f"problem.{problem.key}", row=problem.row or "", field=field_name(words, problem.field), **facts)


def said(words: Words, key: str, facts: Mapping[str, str]) -> str:
    """A key with its facts filled in; a fact that starts with @ is itself a words key."""
    return words(key, **{name: fact_text(words, value) for name, value in facts.items()})


def field_name(words: Words, name: str) -> str:
    """A field's name for a person."""
    return words(f"trade.field.{name}")


def series_name(words: Words, names: Mapping[str, tuple[str, str]], code: str) -> str:
    """What a series is called: by `names` in Chinese and English, or one of our own groups by its words."""
    if code in names:
        return names[code][0 if words.language == "zh_CN" else 1]
    key = f"index.series.{code}"
    return words(key) if words.has(key) else code


def fact_text(words: Words, value: str) -> str:
    """A fact that starts with @ is itself a words key."""
    return words(value[1:]) if value.startswith("@") and words.has(value[1:]) else one_line(value)


def one_line(text: str) -> str:
    """Text from a file as part of one line: no line break, nothing that steers a terminal."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)


def system_language() -> str:
    """Chinese where the system speaks Chinese, else English."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        if named := os.environ.get(variable):
            return "zh_CN" if named.lower().startswith("zh") else "en"
    named = locale.getlocale()[0] or ""
    return "zh_CN" if named.lower().startswith(("zh", "chinese")) else "en"
