"""What an answer on the telephone says: its figures with unit and tax basis, its basis and age, a sentence to read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desk_app.domain.base.money import FEN, grouped, signed
from desk_app.domain.ore.announced import AnnouncedPrice
from desk_app.domain.ore.own_prices import price_facts, since
from desk_app.domain.ore.phrase import Reading
from desk_app.domain.ore.phrase_fit import Figures
from desk_app.domain.ore.phrase_words import FIELDS
from desk_app.domain.ore.price_age import age
from desk_app.i18n import Words, one_line
from desk_app.jobs.answer_call import Asked, CallAnswer, CallDifference, CallOption, CallQuestion
from desk_app.jobs.in_writing import china_text

_KILO = 3
"""Places of a mass in tonnes: to the kilogram, finer where it is finer."""


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: what it is called, how much, and its unit with the tax basis."""

    key: str
    name: str
    value: str
    unit: str


def answer_lines(words: Words, answer: CallAnswer) -> tuple[Line, ...]:
    """All figures of an answer in the order in which they are read."""
    working = answer.working
    values = {
        "dry_ex_vat": grouped(answer.dry_ex_vat, FEN),
        "wet_ex_vat": grouped(answer.wet_ex_vat, FEN),
        "dry_tonnes": tonnes_text(working.dry_tonnes),
        "net_ex_vat": grouped(working.net_ex_vat, FEN),
        "vat": grouped(working.vat, FEN),
        "total_inc_vat": grouped(working.total_inc_vat, FEN),
        "dry_inc_vat": grouped(answer.dry_inc_vat, FEN),
        "wet_inc_vat": grouped(answer.wet_inc_vat, FEN),
    }
    rate = grouped(working.terms.vat_percent)
    return tuple(
        Line(key, words(f"call.name.{key}", rate=rate), value, words(f"call.unit.{key}"))
        for key, value in values.items()
    )


def tonnes_text(tonnes: Decimal) -> str:
    """A mass to the kilogram (91.900), or as exact as it is."""
    places = -int(tonnes.normalize().as_tuple().exponent)
    return grouped(tonnes, max(places, _KILO))


def reading_text(words: Words, reading: Reading | Figures) -> str:
    """What was heard, figure by figure; a figure that was not said is left out."""
    figures = ((field, getattr(reading, field)) for field in FIELDS)
    said = [words(f"call.heard.{field}", value=grouped(value)) for field, value in figures if value is not None]
    wishes = [] if isinstance(reading, Figures) or reading.tax is None else [words(f"call.tax.{reading.tax}")]
    return words("call.between").join((*said, *wishes))


def phrase_of(words: Words, reading: Reading) -> str:
    """A reading as a phrase that says it without doubt; a quarter as its key."""
    figures = words("call.phrase", **{field: format(getattr(reading, field), "f") for field in FIELDS})
    tax = words(f"call.tax.{reading.tax}") if reading.tax else ""
    named = reading.period
    period = f"{named.year}{named.part}" if named is not None and named.year is not None else ""
    return " ".join(part for part in (figures, tax, period) if part)


def basis_line(words: Words, answer: CallAnswer) -> str:
    """Which announced price, its step, the grade rule, where it is from and how old it is."""
    price = answer.price
    return words(
        "call.basis",
        period=price.period,
        price=grouped(price.price),
        basis=grouped(price.basis),
        step=grouped(price.step, FEN),
        rule=words(f"ore.grade_rule.{answer.working.terms.grade_rule}"),
        source=one_line(price.source),
        known=_known(words, price),
        age=age_line(words, price, answer.today),
    )


def age_line(words: Words, price: AnnouncedPrice, today: date) -> str:
    """When a price was announced, or took effect where that is not known, and how long ago that is."""
    kind = "announced" if price.announced_on else "effective"
    return words(f"call.age.{kind}", day=since(price), ago=_ago(words, age(price, today)))


def _ago(words: Words, days: int) -> str:
    if days < 0:
        return words("call.ago.ahead", days=-days)
    return words("call.ago.days", days=days) if days else words("call.ago.today")


def _known(words: Words, price: AnnouncedPrice) -> str:
    parts = [words(f"ore.confidence.{price.confidence}")]
    parts += [words(f"ore.note.{price.note}")] if price.note else []
    if price.added is not None:
        by = one_line(price.added.by) or words("ore.announce.unnamed")
        parts.append(words("ore.announce.added", at=china_text(price.added.at), by=by))
    return words("call.between").join(parts)


def notice_line(words: Words, answer: CallAnswer) -> str:
    """What must be known of the price before it is said: it is another quarter's, or not in force yet; or empty."""
    price = answer.price
    lines = []
    if answer.instead_of:
        lines.append(words("call.instead", quarter=answer.instead_of, period=price.period, until=price.effective_to))
    if answer.ahead:
        lines.append(words("call.ahead", period=price.period, day=price.effective_from))
    lines += [words("ore.announce.differs", **price_facts(each.shipped)) for each in answer.conflicts]
    return " ".join(lines)


def aloud(words: Words, answer: CallAnswer) -> str:
    """One sentence for the telephone; with the prices 含税 where these were asked for."""
    values = {line.key: line.value for line in answer_lines(words, answer)}
    reading = answer.reading
    facts = {"reo": grouped(reading.reo), "moisture": grouped(reading.moisture), "wet": grouped(reading.wet)}
    rate = grouped(answer.working.terms.vat_percent)
    sentence = words("call.aloud.incl" if answer.with_tax else "call.aloud.excl", rate=rate, **facts, **values)
    period = answer.price.period
    before = words("call.aloud.by", period=period)
    if answer.instead_of:
        before = words("call.aloud.instead", quarter=answer.instead_of, period=period)
    return f"{before}{sentence}"


def difference_line(words: Words, change: CallDifference) -> str:
    """What another answer comes to, in yuan."""
    if not (change.dry_ex_vat or change.net_ex_vat or change.total_inc_vat):
        return words("call.same")
    return words(
        "call.difference",
        dry=signed(change.dry_ex_vat, FEN),
        net=signed(change.net_ex_vat, FEN),
        total=signed(change.total_inc_vat, FEN),
    )


def answer_text(words: Words, answer: CallAnswer) -> str:
    """The whole answer as lines, to paste into a message."""
    return "\n".join(_text_lines(words, answer))


def _text_lines(words: Words, answer: CallAnswer) -> Iterator[str]:
    yield words("call.copied_title")
    yield reading_text(words, answer.reading)
    for line in answer_lines(words, answer):
        yield words("call.line", name=line.name, value=line.value, unit=line.unit)
    yield basis_line(words, answer)
    if notice := notice_line(words, answer):
        yield notice


def question_text(words: Words, question: CallQuestion) -> str:
    """What is asked, without the options."""
    if question.missing is not None:
        names = words("call.and").join(words(f"call.field.{name}") for name in question.missing.fields)
        heard = reading_text(words, question.missing.heard)
        return words("call.ask.missing", names=names, heard=heard) if heard else words("call.ask.all", names=names)
    several = question.asked is Asked.READING and len(question.options) > 1
    return words("call.ask.readings" if several else f"call.ask.{question.asked}", quarter=question.period)


def option_text(words: Words, question: CallQuestion, option: CallOption) -> str:
    """One option of a question."""
    if question.asked is Asked.READING:
        return reading_text(words, option.reading)
    price, named = option.price, option.reading.period
    if price is None:
        return words("call.option.unknown", period=f"{named.year}{named.part}" if named else "")
    old = age_line(words, price, question.today)
    return words("call.option.price", period=price.period, price=grouped(price.price), age=old)


def question_line(words: Words, question: CallQuestion) -> str:
    """A question and its options in one line."""
    options = [option_text(words, question, option) for option in question.options]
    parts = [f"{at}) {text}" for at, text in enumerate(options, start=1)]
    return " ".join((question_text(words, question), words("call.or").join(parts))).strip()
