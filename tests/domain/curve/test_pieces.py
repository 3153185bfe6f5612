"""What a look makes out of curves."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from desk_app.domain.curve.curve import Curve
from desk_app.domain.curve.look import Look
from desk_app.domain.curve.pieces import TEMPLATE, Ground, Kind, Piece, pieces
from desk_app.domain.curve.rebase import rebased
from desk_app.domain.curve.tonnage import deals
from tests.domain.curve.made import curves, daily
from tests.domain.curve.test_look import looks

ND = daily([400.0, 410.0, 420.0, 430.0], code="nd_oxide")
DY = daily([1600.0, 1640.0, 1600.0, 1680.0], code="dy_oxide")
INDEX = daily([100.0, 101.0, 102.0, 103.0], unit="points", code="composite")
LEFT = float(ND.days[0])
BASIS = {"nd_oxide": "excl", "dy_oxide": "excl", "composite": "2026-01-05"}
PLAIN = Look()


def made(ground: Ground, look: Look) -> dict[Kind, Piece]:
    found = pieces(ground, look, LEFT)
    assert not found.problems
    return {piece.kind: piece for piece in found.pieces}


def problem(ground: Ground, look: Look) -> list[str]:
    return [each.key for each in pieces(ground, look, LEFT).problems]


def test_nothing_asked_for_is_the_curves_as_they_are() -> None:
    found = pieces(Ground((ND, DY)), PLAIN, LEFT).pieces
    assert [(piece.kind, piece.curve) for piece in found] == [(Kind.LINE, ND), (Kind.LINE, DY)]


def test_what_is_made_of_the_first_stands_on_its_footing() -> None:
    shown = deals("nd_oxide", [int(LEFT), int(LEFT)], [390.0, 404.0], [1.0, 2.0])
    look = replace(PLAIN, rebase=LEFT + 1, averages=("sma2",), band=True, deals=True, tonnes=True)
    found = made(Ground((ND, DY), deals=shown), look)
    assert found[Kind.AVERAGE].curve.values[1] == pytest.approx(100 * 405 / 410)
    assert found[Kind.DEALS].curve.values.tolist() == pytest.approx([100 * 390 / 410, 100 * 404 / 410])
    upper = found[Kind.BAND].upper
    assert upper is not None
    assert upper.values[3] == pytest.approx(100 * 430 / 410)
    assert found[Kind.QUARTER].name == "weighted"
    assert found[Kind.TONNES].curve.values.tolist() == [2.0] * 4
    assert found[Kind.TONNES].curve.unit == "t"


def test_percent_counts_from_the_left_edge() -> None:
    found = made(Ground((ND,)), replace(PLAIN, percent=True))
    assert found[Kind.LINE].curve.values[1] == pytest.approx(2.5)


def test_spread_and_ratio_of_the_first_two_are_of_the_values_as_they_stand() -> None:
    found = made(Ground((ND, DY), basis=BASIS), replace(PLAIN, spread=True, ratio=True, percent=True))
    assert found[Kind.SPREAD].curve.values[0] == -1200.0
    assert found[Kind.RATIO].curve.values[0] == 0.25
    assert found[Kind.SPREAD].of == ("nd_oxide", "dy_oxide")


def test_a_price_less_an_index_is_refused_until_both_stand_at_100() -> None:
    ground = Ground((ND, INDEX), basis=BASIS)
    assert problem(ground, replace(PLAIN, spread=True)) == ["curve_units"]
    found = made(ground, replace(PLAIN, spread=True, rebase=LEFT))
    assert found[Kind.SPREAD].curve.values[3] == pytest.approx(107.5 - 103.0)
    assert found[Kind.SPREAD].curve.unit == "points"


def test_indices_of_two_bases_are_not_taken_from_each_other() -> None:
    other = replace(INDEX, code="official:X")
    ground = Ground((INDEX, other), basis=BASIS | {"official:X": "2010"})
    assert problem(ground, replace(PLAIN, spread=True)) == ["curve_bases"]
    assert not problem(ground, replace(PLAIN, ratio=True))


def test_prices_with_and_without_tax_are_neither_subtracted_nor_divided() -> None:
    ground = Ground((ND, DY), basis=BASIS | {"dy_oxide": "incl"})
    assert problem(ground, replace(PLAIN, spread=True, ratio=True)) == ["curve_bases", "curve_bases"]


def test_one_curve_alone_has_no_spread() -> None:
    assert problem(Ground((ND,)), replace(PLAIN, spread=True)) == ["curve_two_wanted"]


def test_the_named_spread_needs_its_parts_whatever_is_shown() -> None:
    look = replace(PLAIN, template=True)
    assert problem(Ground((ND,)), look) == ["curve_template_lacks"]
    parts = {code: daily([1000.0, 10.0], code=code) for _, code in TEMPLATE}
    assert made(Ground((ND,), more=parts), look)[Kind.TEMPLATE].curve.values.tolist() == [0.0, 0.0]


def test_todays_curve_lies_behind_the_earlier_one_on_its_own_footing() -> None:
    now = replace(ND, values=ND.values + 5)
    found = pieces(Ground((ND,), now={"nd_oxide": now}), replace(PLAIN, rebase=LEFT), LEFT).pieces
    assert [piece.kind for piece in found] == [Kind.NOW, Kind.LINE]
    np.testing.assert_array_equal(found[0].curve.values, rebased(now, LEFT).values)


@given(looks, curves(), curves(code="dy_oxide"))
def test_every_look_makes_pieces_or_says_why_not(look: Look, one: Curve, other: Curve) -> None:
    found = pieces(Ground((one, other)), look, float(one.days[0]))
    lines = [piece for piece in found.pieces if piece.kind is Kind.LINE]
    assert [piece.of for piece in lines] == [("nd_oxide",), ("dy_oxide",)]
    asked = look.spread + look.ratio + look.template + len(look.averages) + 2 * look.band + look.tonnes
    assert len(found.pieces) - 2 + len(found.problems) == asked
