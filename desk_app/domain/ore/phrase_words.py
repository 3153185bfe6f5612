"""The words of a phrase on the telephone, and a plain text cut into them: data first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from desk_app.domain.base.exact import NotExact
from desk_app.domain.base.mass import IN_TONNES, MassUnit
from desk_app.domain.base.problem import refuse
from desk_app.domain.base.tax import Tax
from desk_app.domain.ore.phrase_number import MULTIPLES, NUMERAL, RUN, read_digits, read_numeral, split_run

FIELDS = ("reo", "moisture", "wet")
"""The figures of a lot, in the order in which they are said without names."""


class Kind(StrEnum):
    """What a word is. `SUFFIX` names the figure before it only (8.1个水); `OF_HUNDRED` stands before (百分之).

    `DRY`: a dry mass, or a basis spelt out: taken for the usual one it could be wrong.
    """

    NUMBER = "number"
    NUMERAL = "numeral"
    MULTIPLE = "multiple"
    LABEL = "label"
    SUFFIX = "suffix"
    UNIT = "unit"
    PERCENT = "percent"
    OF_HUNDRED = "of-hundred"
    TAX = "tax"
    DRY = "dry"
    NOISE = "noise"


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it stands. `says`: the field, tax or unit it names; `value`: its number."""

    kind: Kind
    text: str
    start: int
    says: str = ""
    value: Decimal = Decimal(0)

    @property
    def end(self) -> int:
        return self.start + len(self.text)


_TONNE, _KILO = MassUnit.T.value, MassUnit.KG.value
_SAID: dict[tuple[Kind, str], str] = {
    (Kind.LABEL, "reo"): "reo|treo|reo品位|reo含量|稀土含量|稀土总量|品位|品味|reo grade|grade|reo content",
    (Kind.LABEL, "moisture"): "水|水分|水份|水分含量|含水|含水率|含水量|h2o|moisture|moisture content|water",
    (Kind.LABEL, "wet"): (
        "湿重|湿量|湿基重量|湿净重|净重|重量|数量|吨数|湿|wet|wet mass|wet weight|net wet weight|weight|"
        "mass|qty|quantity"
    ),
    (Kind.SUFFIX, "moisture"): "个水|个水分|个水份",
    (Kind.SUFFIX, "reo"): "个品位|个品",
    (Kind.UNIT, _TONNE): (
        "吨|公吨|湿吨|t|ton|tons|tonne|tonnes|mt|wet t|wet ton|wet tons|wet tonne|wet tonnes|metric ton|metric tons|wmt"
    ),
    (Kind.UNIT, _KILO): "公斤|千克|kg|kgs|kilo|kilos|kilogram|kilograms",
    (Kind.PERCENT, ""): "%|个点|个百分点|百分点|点|percent|per cent|pct",
    (Kind.OF_HUNDRED, ""): "百分之",
    (Kind.TAX, Tax.EXCL.value): (
        "不含税|未税|不含增值税|ex vat|excl vat|exc vat|excluding vat|exclusive of vat|without vat|vat excluded|"
        "vat exclusive|ex tax|excl tax|excluding tax|without tax|net of vat"
    ),
    (Kind.TAX, Tax.INCL.value): (
        "含税|含税价|含增值税|incl vat|inc vat|including vat|inclusive of vat|with vat|vat included|vat inclusive|"
        "vat incl|incl tax|inc tax|including tax|with tax|tax included"
    ),
    (Kind.DRY, ""): "干吨|干量|干重|干基|湿基|干|dry|dry basis|wet basis|dmt",
    (Kind.NOISE, ""): (
        "稀土精矿|精矿|稀土矿|稀土|矿|的|是|为|个|价|价格|报价|单价|什么价|啥价|多少|多少钱|什么价格|多少钱一吨|一吨多少钱|每吨|"
        "公布价|公告价|按|算|算一下|算算|"
        "如果|要是|验出来|化验|呢|吗|请问|一共|一批|这批|有|concentrate|concentrates|ore|the|a|of|at|is|and|for|price|please|"
        "what|how much|about the|lot"
    ),
}  # fmt: skip
_WORDS = {word: said for said, words in _SAID.items() for word in words.split("|")}
_BREAK = r"\s,;:=/|、。!?()[\]"
_SKIPPED = re.compile(rf"(?:[{_BREAK}]|\.(?=\s|\Z))+")


def _pattern(word: str) -> str:
    body = r"[\s.-]*".join(map(re.escape, word.split(" ")))
    return rf"(?<![a-z]){body}(?![a-z])" if word.isascii() and word[0].isalpha() else body


_LONGEST_FIRST = sorted(_WORDS, key=len, reverse=True)
_WORD = re.compile("|".join(f"({_pattern(word)})" for word in _LONGEST_FIRST))
_RUN, _NUMERAL = re.compile(RUN), re.compile(NUMERAL)
_MULTIPLE = re.compile("|".join(f"{sign}(?![克分])" for sign in MULTIPLES))
_UNKNOWN = re.compile(rf"[a-z]+|[^{_BREAK}0-9a-z]")
_CHINESE_STOP = re.compile(r"[0-9]+。[0-9]")  # the point of a keyboard that was left on Chinese
_SHOWN = 20

_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_PLAINER = str.maketrans("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬兩噸−", "一二二三三四五六六七八九十百千万两吨-")
_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


def plain_text(text: str) -> str:
    """Full width to half, capitals of numerals to plain ones, lower case: sign by sign, none moves."""
    return text.translate(_WIDE).translate(_PLAINER).translate(_LOWER)


def words_in(text: str) -> Iterator[Word]:
    """The words of a plain text in their order; `Refused` at the first that nobody knows."""
    at = 0
    while at < len(text):
        if skipped := _SKIPPED.match(text, at):
            at = skipped.end()
            continue
        for word in _next(text, at):
            at = word.end
            yield word


def _next(text: str, at: int) -> tuple[Word, ...]:
    if found := _WORD.match(text, at):
        kind, says = _WORDS[_LONGEST_FIRST[(found.lastindex or 1) - 1]]
        return (Word(kind, found.group(), at, says),)
    if _CHINESE_STOP.match(text, at):
        raise refuse("call_number", "phrase", text=text[at : at + _SHOWN].split(maxsplit=1)[0])
    if found := _RUN.match(text, at):
        return _digits(text, found)
    if found := _NUMERAL.match(text, at):
        return (Word(Kind.NUMERAL, found.group(), at, value=_read(found.group(), numeral=True)),)
    unknown = _UNKNOWN.match(text, at)
    raise refuse("call_word", "phrase", text=unknown.group()[:_SHOWN] if unknown else text[at : at + 1])


def _digits(text: str, run: re.Match[str]) -> tuple[Word, ...]:
    """The numbers of a run, and the 百, 千 or 万 glued to the last."""
    before = text[run.start() - 1 : run.start()]
    if run.group()[0] in "+-" and before.isdigit():
        raise refuse("call_number", "phrase", text=_around(text, run))
    try:
        parts = tuple(split_run(run.group()))
    except NotExact as error:
        raise refuse(error.key, "phrase", text=error.text[:_SHOWN]) from error
    numbers = tuple(Word(Kind.NUMBER, part, run.start() + at, value=_read(part)) for at, part in parts)
    glued = _MULTIPLE.match(text, run.end())
    return (*numbers, Word(Kind.MULTIPLE, glued.group(), glued.start())) if glued else numbers


def _around(text: str, run: re.Match[str]) -> str:
    start = run.start()
    while start and text[start - 1] in "0123456789.":
        start -= 1
    return text[start : run.end()][:_SHOWN]


def _read(text: str, *, numeral: bool = False) -> Decimal:
    try:
        return read_numeral(text) if numeral else read_digits(text)
    except NotExact as error:
        key = error.key if error.key in ("call_numeral", "number_doubtful_comma") else "call_number"
        raise refuse(key, "phrase", text=text[:_SHOWN]) from error


def tonnes_of(unit: str) -> Decimal:
    """How many tonnes one of a unit is."""
    return IN_TONNES[MassUnit(unit)]
