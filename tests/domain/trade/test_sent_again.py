"""Which held line of a later file is which of the earlier ones."""

from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.trade.came_right import Traits, Waiting
from desk_app.domain.trade.sent_again import Row, sent_again

NOTHING = Traits(*(None,) * 8)
FULL = Traits("2026-01-05", "la_oxide", "10", None, "", "", "甲", "")


def row(number: int, batch: int, line: int, cells: str, traits: Traits = NOTHING, *, own: bool = False) -> Row:
    return Waiting(number, batch, line, traits, own), tuple(cells)


def ids(earlier: list[Row], held: list[Row]) -> list[tuple[int, int]]:
    return sorted((one.id, other.line) for one, other in sent_again(earlier, held))


def test_the_very_cells_go_before_the_number() -> None:
    numbered = NOTHING._replace(ref="T1", product="la_oxide")
    earlier = [row(1, 1, 2, "ab", numbered, own=True), row(2, 1, 3, "cd", numbered, own=True)]
    assert ids(earlier, [row(0, 2, 2, "cd", numbered, own=True), row(0, 2, 3, "xy", numbered, own=True)]) == [
        (1, 3),
        (2, 2),
    ]


def test_a_number_that_several_share_says_nothing() -> None:
    shared = NOTHING._replace(ref="C1", product="la_oxide")
    assert not ids([row(1, 1, 2, "ab", shared)], [row(0, 2, 2, "cd", shared)])


def test_all_but_one_cell_must_agree_and_it_must_be_the_same_one() -> None:
    earlier = [row(1, 1, 2, "ab", FULL)]
    assert ids(earlier, [row(0, 2, 9, "cd", FULL)]) == [(1, 9)]
    assert not ids(earlier, [row(0, 2, 9, "cd", FULL._replace(price="4500"))])
    assert not ids(earlier, [row(0, 2, 9, "cd", FULL._replace(buyer="乙"))])
    two = FULL._replace(quantity=None)
    assert not ids([row(1, 1, 2, "ab", two)], [row(0, 2, 9, "cd", two)])


def test_of_several_imports_the_latest_stands_for_the_line() -> None:
    earlier = [row(1, 1, 2, "ab"), row(2, 3, 5, "ab"), row(3, 2, 2, "ab")]
    assert ids(earlier, [row(0, 4, 2, "ab")]) == [(2, 2)]


def test_blank_lines_are_not_alike() -> None:
    assert not ids([row(1, 1, 2, "")], [row(0, 2, 2, " ")])


CELLS = st.lists(st.sampled_from(["a", "b", "ab"]), max_size=8)


@given(CELLS, CELLS)
def test_each_row_is_in_one_pair_at_most_and_as_many_as_there_are_alike(before: list[str], now: list[str]) -> None:
    earlier = [row(at + 1, 1, at, cells) for at, cells in enumerate(before)]
    pairs = sent_again(earlier, [row(0, 2, at, cells) for at, cells in enumerate(now)])
    assert len({one.id for one, _ in pairs}) == len({other.line for _, other in pairs}) == len(pairs)
    assert len(pairs) == sum(min(before.count(cells), now.count(cells)) for cells in set(before))
