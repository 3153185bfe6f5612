"""`reo-desk ore call`: a phrase as it is said on the telephone, to a price."""

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from desk_app.cli.columns import columns
from desk_app.cli.frame import Context, json_option, pass_context, print_json, say
from desk_app.cli.speech import Command
from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.money import FEN
from desk_app.domain.base.period import CHINA
from desk_app.domain.base.problem import Problem, Refused, refuse

if TYPE_CHECKING:
    from desk_app.jobs.answer_call import CallAnswer


@click.command("call", cls=Command, help="cli.help.ore_call")
@click.argument("phrase", nargs=-1, required=True)
@json_option
@pass_context
def call_command(context: Context, as_json: bool, phrase: tuple[str, ...]) -> None:
    """The answer; a question that is left is refused in one line."""
    from desk_app.jobs.answer_call import CallQuestion, answer_call
    from desk_app.jobs.call_text import question_line
    from desk_app.jobs.load_price_list import load_price_list

    outcome = answer_call(" ".join(phrase), load_price_list(context.desk_there), datetime.now(CHINA).date())
    if isinstance(outcome, Problem):
        raise Refused(outcome)
    if isinstance(outcome, CallQuestion):
        raise refuse("call_open", "phrase", question=question_line(context.words, outcome))
    if as_json:
        print_json(call_document(context, outcome))
    else:
        for line in _lines(context, outcome):
            say(line)


def _lines(context: Context, answer: "CallAnswer") -> list[str]:
    from desk_app.jobs.call_text import aloud, answer_lines, basis_line, notice_line, reading_text

    words = context.words
    rows = [(line.name, line.value, line.unit) for line in answer_lines(words, answer)]
    notice = notice_line(words, answer)
    head = [reading_text(words, answer.reading), *([notice] if notice else []), ""]
    return [*head, *columns(rows, frozenset({1})), "", basis_line(words, answer), "", aloud(words, answer)]


def call_document(context: Context, answer: "CallAnswer") -> dict[str, Any]:
    """An answer as JSON: decimals as text, None for what is not known or was not said."""
    from desk_app.jobs.call_text import aloud, notice_line

    working, reading = answer.working, answer.reading
    return {
        "reading": {
            "reo": exact_text(reading.reo),
            "moisture": exact_text(reading.moisture),
            "wet": exact_text(reading.wet),
            "tax": reading.tax.value if reading.tax else None,
        },
        "dry_tonnes": exact_text(working.dry_tonnes),
        "unit_price_ex_vat": exact_text(working.unit_price_ex_vat),
        "dry_price_ex_vat": _fen(answer.dry_ex_vat),
        "dry_price_inc_vat": _fen(answer.dry_inc_vat),
        "wet_price_ex_vat": _fen(answer.wet_ex_vat),
        "wet_price_inc_vat": _fen(answer.wet_inc_vat),
        "net_ex_vat": _fen(working.net_ex_vat),
        "vat": _fen(working.vat),
        "total_inc_vat": _fen(working.total_inc_vat),
        "basis": _basis(answer),
        "notice": notice_line(context.words, answer) or None,
        "aloud": aloud(context.words, answer),
    }


def _basis(answer: "CallAnswer") -> dict[str, Any]:
    price = answer.price
    return {
        "quarter": price.period,
        "instead_of": answer.instead_of or None,
        "price": exact_text(price.price),
        "basis": exact_text(price.basis),
        "step": exact_text(price.step),
        "grade_rule": answer.working.terms.grade_rule.value,
        "vat_percent": exact_text(answer.working.terms.vat_percent),
        "source": price.source,
        "confidence": price.confidence,
        "announced_on": price.announced_on.isoformat() if price.announced_on else None,
        "age_days": answer.age,
    }


def _fen(value: Decimal) -> str:
    return format(value, f".{FEN}f")
