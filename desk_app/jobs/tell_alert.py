"""Alerts in words: what a rule watches for, and what a line of the log says."""

from decimal import Decimal

from desk_app.domain.base.exact import published
from desk_app.domain.base.money import grouped, signed
from desk_app.domain.curve.alert import Kind, Rule
from desk_app.domain.index.official_points.official import MARK
from desk_app.i18n import Words, series_name
from desk_app.jobs.list_alerts import AlertNames, Logged

_PLACES = 2


def rule_text(words: Words, names: AlertNames, rule: Rule) -> str:
    """氧化镨钕 到达或高于 620,000 元/吨 不含税."""
    name = series_name(words, names.names, rule.code)
    return words("alert.rule.line", name=name, what=condition_text(words, names, rule))


def condition_text(words: Words, names: AlertNames, rule: Rule) -> str:
    """What has to come about: without the series' name."""
    what = words(
        f"alert.rule.{rule.kind.value}_{rule.side.value}",
        threshold=grouped(rule.threshold),
        unit=unit_text(words, names, rule),
        over=words(f"alert.rule.over.{rule.over.value}", count=rule.count),
    )
    back = words("alert.rule.back", back=grouped(rule.back)) if rule.back else ""
    return what + back


def unit_text(words: Words, names: AlertNames, rule: Rule) -> str:
    """The unit of a level: points of an index, yuan per tonne with its tax basis, or as a live source states it."""
    if (about := names.live.get(rule.code)) is not None:
        tax = words(f"official.tax.{about.tax.value}")
        return words("alert.rule.live_unit", unit=about.unit, tax=tax)
    return words(f"board.unit.{rule.tax.value}" if names.is_price(rule.code) else "board.unit.points")


def figure_text(words: Words, rule: Rule, figure: Decimal | None) -> str:
    """A rule's figure: a value, or a percentage with its sign."""
    if figure is None:
        return "–"
    if rule.kind is Kind.LEVEL:
        return grouped(figure, _PLACES)
    return f"{signed(figure, _PLACES)} %"


def log_text(words: Words, names: AlertNames, logged: Logged) -> str:
    """One line of the log as a sentence, without its date."""
    line, rule = logged.line, logged.row.rule
    value = "" if line.value is None else grouped(published(line.value, _PLACES), _PLACES)
    return words(
        f"alert.log.{line.kind.value}",
        name=series_name(words, names.names, rule.code),
        what=condition_text(words, names, rule),
        value=value,
        unit=unit_text(words, names, rule),
        figure="" if rule.kind is Kind.LEVEL else f" ({figure_text(words, rule, line.measure)})",
        arrow="▲" if line.side > 0 else "▼",
    )


def dated_text(words: Words, names: AlertNames, logged: Logged) -> str:
    """The same with the period it happened in."""
    return words("alert.log.dated", period=logged.line.period, line=log_text(words, names, logged))


def whose_text(words: Words, names: AlertNames, code: str) -> str:
    """Whose figures a series has: ours are in-house references, others' stand as published or as they came."""
    if (about := names.live.get(code)) is not None:
        return about.label or words("alert.whose.live", owner=about.owner)
    return words("alert.whose.official" if code.startswith(MARK) else "index.label.in_house")
