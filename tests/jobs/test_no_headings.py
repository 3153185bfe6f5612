"""Files whose first line is data already: told once what each column is, known by their width afterwards."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.field import Field
from desk_app.jobs.draft_receipt import receipt_sheet
from desk_app.jobs.import_draft import Draft
from desk_app.jobs.import_files import import_files
from desk_app.jobs.import_options import NO_HEADINGS, ImportOptions
from desk_app.jobs.import_session import ImportSession
from desk_app.jobs.list_batches import list_held
from desk_app.jobs.list_trades import list_trades
from desk_app.jobs.mend_held import mend_held
from desk_app.jobs.open_desk import Desk, open_desk

ROWS = "20260105,HT-1,氧化镧,10,4500\n20260106,HT-1,氧化镧,1O,4500\n20260107,HT-1,氧化镧,12,4500\n"
LATER = "20260205,HT-1,氧化镧,5,4600\n"
FIELDS = (Field.TRADE_DATE, Field.REF, Field.PRODUCT, Field.QUANTITY, Field.PRICE)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path / "data") as opened:
        yield opened


def write(desk: Desk, text: str, name: str = "dump.csv") -> Path:
    path = desk.folder.parent / name
    path.write_text(text, encoding="utf-8")
    return path


def told(desk: Desk, text: str = ROWS) -> Draft:
    """A draft whose columns were said one by one."""
    (draft,) = ImportSession(desk, [write(desk, text)]).drafts
    assert draft.refused is not None
    assert draft.refused.key == "file_no_headings"
    draft.choose_header(NO_HEADINGS)
    for at, field in enumerate(FIELDS):
        draft.choose_column(at, field)
    assert {question.about for question in draft.questions} == {"tax", "unit"}
    draft.answer("tax", "excl")
    draft.answer("unit", "yuan/t")
    return draft


def test_every_line_is_taken_or_held_by_the_columns_told(desk: Desk) -> None:
    draft = told(desk)
    assert draft.columns == dict(enumerate(FIELDS))
    result = draft.take()
    assert (result.new, result.held, result.headings) == (2, 1, ("A", "B", "C", "D", "E"))
    assert [line.source_row for line in list_trades(desk)] == [3, 1]
    (held,) = list_held(desk)
    assert not mend_held(desk, held.id, {3: "10"}).held
    assert receipt_sheet(desk, 1).blocks


def test_the_next_one_as_wide_is_known(desk: Desk) -> None:
    told(desk).take()
    (result,) = import_files(desk, [write(desk, LATER)], ImportOptions())
    assert (result.new, result.changed) == (1, 0)
    assert [problem.key for problem in result.problems][:2] == ["read_by_position", "read_as_before"]
    (trade,) = list_trades(desk)[:1]
    assert (str(trade.price_stated), trade.tax) == ("4600", Tax.EXCL)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("20260205,HT-1,氧化镧,5\n", "file_no_headings"),
        ("HT-1,20260205,氧化镧,5,4600\n", "file_no_headings"),
        ("成交日期,品名,数量(吨),单价(元/吨),买方\n2026-01-05,氧化镧,1,4500,甲\n", "tax_not_stated"),
    ],
)
def test_another_shape_is_not(desk: Desk, text: str, key: str) -> None:
    told(desk).take()
    (result,) = import_files(desk, [write(desk, text)], ImportOptions())
    assert result.refused is not None
    assert result.refused.key == key


def test_without_anything_remembered_the_first_column_is_missing(desk: Desk) -> None:
    (result,) = import_files(desk, [write(desk, ROWS)], ImportOptions(header=NO_HEADINGS))
    assert result.refused is not None
    assert (result.refused.key, result.refused.field) == ("column_missing", "trade_date")


def test_the_user_can_change_their_mind(desk: Desk) -> None:
    text = "成交日期,品名,数量(吨),含税单价(元/吨)\n2026-01-05,氧化镧,1,4500\n"
    (draft,) = ImportSession(desk, [write(desk, text)]).drafts
    ready = []
    for header in (None, NO_HEADINGS, None):
        draft.choose_header(header)
        ready.append(draft.ready)
    assert ready == [True, False, True]
