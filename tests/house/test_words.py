"""Both catalogues say the same things with the same blanks; every key is used, every used key is there."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from string import Formatter

import pytest

from desk_app.i18n import LANGUAGES, catalogue
from tests.house.tree import RESOURCES, ROOT, parsed, sources

KEY = re.compile(r"[a-z_]+(\.[A-Za-z0-9_-]+)+")
FILE_ENDINGS = (
    ".sqlite", ".log", ".json", ".csv", ".tsv", ".xlsx", ".toml", ".typ", ".pdf", ".png", ".svg", ".ttf", ".lock",
    ".new",
)  # fmt: skip
HAN = re.compile(r"[\u4e00-\u9fff]")
CHINESE, ENGLISH = LANGUAGES


@cache
def literals() -> frozenset[str]:
    """All whole strings of the program, outside f-strings."""
    return frozenset(text for path in sources() for text in _strings(parsed(path)))


def _strings(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@cache
def tokens() -> frozenset[str]:
    """All names in the resources' own data: product keys, icon names, fields of a template."""
    data = (path for path in RESOURCES.rglob("*") if path.suffix in {".toml", ".json", ".csv", ".typ"})
    texts = [path for path in data if not {"i18n", "samples"} & set(path.parts)]
    return frozenset(token for path in texts for token in re.findall(r"[\w.-]+", path.read_text(encoding="utf-8")))


@cache
def known() -> frozenset[str]:
    """Every word that a key's blank may stand for: `wan/t`, `wan-t` and `wan_t` count as one."""
    return frozenset(map(_plain, literals() | tokens()))


def _plain(word: str) -> str:
    return re.sub(r"\W", "_", word)


@cache
def made() -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    """The f-strings that make keys (`ore.step.{key}`), and those that make words (`{noun}_zero`), blanks as groups."""
    found = {_pattern(node) for path in sources() for node in ast.walk(parsed(path)) if isinstance(node, ast.JoinedStr)}
    keys = {text for text in found if re.match(r"[a-z_]+\\\.", text)}
    words = {text for text in found if re.fullmatch(r"(\(\.\+\))?_?[a-z]{3,}_?(\(\.\+\))?", text)}
    return tuple(map(re.compile, sorted(keys))), tuple(map(re.compile, sorted(words)))


def _pattern(node: ast.JoinedStr) -> str:
    parts = (re.escape(str(p.value)) if isinstance(p, ast.Constant) else "(.+)" for p in node.values)
    return "".join(parts).removeprefix("@")  # a fact that is itself a key


def used(key: str) -> bool:
    keys, _ = made()
    matches = (pattern.fullmatch(key) for pattern in keys)
    literal = key in literals() | tokens() or f"@{key}" in literals()
    return literal or any(match is not None and all(map(_sayable, match.groups())) for match in matches)


def _sayable(word: str) -> bool:
    if word.isdigit() or _plain(word) in known():
        return True
    matches = (pattern.fullmatch(word) for pattern in made()[1])
    return any(match is not None and {_plain(part) for part in match.groups()} <= known() for match in matches)


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_both_languages_have_the_same_keys() -> None:
    assert set(catalogue(CHINESE)) == set(catalogue(ENGLISH))


def test_both_languages_have_the_same_blanks() -> None:
    other = catalogue(ENGLISH)
    assert not {key for key, text in catalogue(CHINESE).items() if blanks(text) != blanks(other.get(key, text))}


def test_nothing_is_empty_or_left_untranslated() -> None:
    chinese, english = catalogue(CHINESE), catalogue(ENGLISH)
    assert not [key for words in (chinese, english) for key, text in words.items() if not text.strip()]
    same = {key for key in chinese if chinese[key] == english.get(key) and len(HAN.findall(chinese[key])) > 4}
    assert not same


def test_no_key_is_unused() -> None:
    assert not [key for key in catalogue(CHINESE) if not used(key)]


def test_no_key_is_unknown() -> None:
    """Every literal that looks like a key of one of our nouns is one, or begins one."""
    keys = set(catalogue(CHINESE))
    nouns = {key.partition(".")[0] for key in keys}
    asked = {text.removeprefix("@") for text in literals() if KEY.fullmatch(text.removeprefix("@"))}
    ours = {text for text in asked if text.partition(".")[0] in nouns and not text.endswith(FILE_ENDINGS)}
    begun = {key[: match.start()] for key in keys for match in re.finditer(r"\.", key)}
    assert not ours - keys - begun


def _asked() -> Iterator[tuple[str, ast.Call]]:
    for path in sources():
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                if name.strip("_") == "words":
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def test_every_blank_is_filled_where_the_words_are_said() -> None:
    words = catalogue(CHINESE)
    short = []
    for place, call in _asked():
        given = {keyword.arg for keyword in call.keywords}
        key = call.args[0].value if isinstance(call.args[0], ast.Constant) else ""
        if None not in given and key in words and not blanks(words[str(key)]) <= given:
            short.append(f"{place}: {key}")
    assert not short


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_filled(language: str) -> None:
    for text in catalogue(language).values():
        text.format_map(dict.fromkeys(blanks(text), "x"))
