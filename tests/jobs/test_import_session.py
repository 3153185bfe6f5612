"""Files before their import: what is asked, what is shown, what is written only at the end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.domain.trade.field import Field
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.import_session import ImportSession
from desk_app.jobs.list_batches import list_batches
from desk_app.jobs.open_desk import Desk, open_desk

CLEAR = "成交单号,成交日期,品名,数量(吨),含税单价(元/吨)\n"
ROWS = "T1,2026-01-05,氧化镨钕,1,610000\nT2,2026-01-06,氧化镨钕,?,611000\n合计,,,1,\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path / "data") as opened:
        yield opened


def write(folder: Path, text: str, name: str = "trades.csv") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_clear_file_is_ready_and_shows_its_columns(desk: Desk, tmp_path: Path) -> None:
    (draft,) = ImportSession(desk, [write(tmp_path, CLEAR + ROWS)]).drafts
    assert draft.ready
    assert draft.columns[2] is Field.PRODUCT
    assert draft.encoding == "UTF-8"


def test_the_preview_shows_every_line_taken_held_or_left_out(desk: Desk, tmp_path: Path) -> None:
    (draft,) = ImportSession(desk, [write(tmp_path, CLEAR + ROWS)]).drafts
    taken, held, total = draft.preview()
    assert taken.trade is not None
    assert (taken.number, taken.trade.ref) == (2, "T1")
    assert held.trade is None
    assert [problem.field for problem in held.problems] == ["quantity"]
    assert [problem.key for problem in total.problems] == ["totals_line"]
    assert len(draft.preview(limit=1)) == 1


def test_what_the_file_leaves_open_is_asked_one_after_the_other(desk: Desk, tmp_path: Path) -> None:
    silent = "成交单号,成交日期,品名,数量,单价\n" + ROWS
    (draft,) = ImportSession(desk, [write(tmp_path, silent)]).drafts
    asked = []
    while draft.questions:
        assert not draft.ready
        (question,) = draft.questions
        asked.append(question.about)
        draft.answer(question.about, {"tax": "excl", "unit": "yuan/t"}[question.about])
    assert sorted(asked) == ["tax", "unit"]
    assert draft.ready


def test_the_user_may_choose_the_encoding(desk: Desk, tmp_path: Path) -> None:
    (draft,) = ImportSession(desk, [write(tmp_path, CLEAR + ROWS)]).drafts
    draft.choose_encoding("GB18030")
    assert not draft.ready
    draft.choose_encoding("UTF-8")
    assert draft.ready


def test_what_is_no_answer_is_an_error(desk: Desk, tmp_path: Path) -> None:
    (draft,) = ImportSession(desk, [write(tmp_path, CLEAR + ROWS)]).drafts
    for about, value in (("tax", "perhaps"), ("unit", "yuan"), ("colour", "red")):
        with pytest.raises(ValueError, match=value):
            draft.answer(about, value)


def test_what_no_answer_settles_is_refused(desk: Desk, tmp_path: Path) -> None:
    (draft,) = ImportSession(desk, [write(tmp_path, "")]).drafts
    assert draft.refused is not None
    assert draft.refused.key == "file_empty"
    assert not draft.ready
    assert draft.preview() == []


def test_the_check_writes_nothing_and_a_setter_drops_it(desk: Desk, tmp_path: Path) -> None:
    (draft,) = ImportSession(desk, [write(tmp_path, CLEAR + ROWS)]).drafts
    effect = draft.check()
    assert (effect.rows, effect.new, effect.held) == (2, 1, 1)
    assert list_batches(desk) == []
    draft.answer("tax", "incl")
    assert draft.effect is None


def test_commit_takes_what_is_ready_and_leaves_the_rest(desk: Desk, tmp_path: Path) -> None:
    files = [write(tmp_path, CLEAR + ROWS), write(tmp_path, "", "empty.csv")]
    session = ImportSession(desk, files, ImportOptions(source="甲厂"))
    (result,) = session.commit()
    assert (result.new, result.held) == (1, 1)
    assert [batch.source for batch in list_batches(desk)] == ["甲厂"]
    assert [draft.name for draft in session.drafts] == ["empty.csv"]
