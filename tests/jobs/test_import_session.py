"""Files before their import: what is asked, what is shown, what is written only at the end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.domain.base.tax import Tax
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
    assert draft.table is not None
    assert draft.table.encoding == "UTF-8"


def test_the_preview_shows_every_line_taken_held_or_left_out(desk: Desk, tmp_path: Path) -> None:
    (draft,) = ImportSession(desk, [write(tmp_path, CLEAR + ROWS)]).drafts
    taken, held, total = draft.preview()
    assert taken.trade is not None
    assert (taken.number, taken.trade.ref) == (2, "T1")
    assert held.trade is None
    assert [problem.field for problem in held.problems] == ["quantity"]
    assert [problem.key for problem in total.problems] == ["totals_line"]
    assert len(draft.preview(limit=1)) == 1


def test_all_that_the_file_leaves_open_is_asked_at_once(desk: Desk, tmp_path: Path) -> None:
    silent = "成交单号,成交日期,品名,数量,单价\n" + ROWS
    (draft,) = ImportSession(desk, [write(tmp_path, silent)]).drafts
    assert not draft.ready
    assert sorted(question.about for question in draft.questions) == ["tax", "unit"]
    draft.answer("unit", "yuan/t")
    assert [question.about for question in draft.questions] == ["tax"]
    draft.answer("tax", "excl")
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


def test_an_answer_is_remembered_for_the_next_file_with_these_headings(desk: Desk, tmp_path: Path) -> None:
    silent = "成交单号,成交日期,品名,数量,单价\n"
    (draft,) = ImportSession(desk, [write(tmp_path, silent + "T1,2026-01-05,氧化镨钕,1,610000\n")]).drafts
    for about, value in (("tax", "incl"), ("unit", "yuan/t"), ("source", "甲厂")):
        draft.answer(about, value)
    draft.take()
    later = write(tmp_path, "明细表\n" + silent + "T2,2026-01-06,氧化镨钕,1,611000\n", "later.csv")
    (draft,) = ImportSession(desk, [later]).drafts
    assert draft.ready
    assert draft.known.exact
    assert draft.known.options.source == "甲厂"
    assert [problem.key for problem in draft.known.problems] == ["read_as_before"]
    assert draft.take().new == 1


def test_an_answer_that_the_file_now_contradicts_is_not_used(desk: Desk, tmp_path: Path) -> None:
    silent = "成交单号,成交日期,品名,数量(吨),单价\n"
    line = "T1,2026-01-05,氧化镨钕,1,610000\n"
    (draft,) = ImportSession(desk, [write(tmp_path, silent + line)]).drafts
    draft.answer("tax", "incl")
    draft.take()
    stated = write(tmp_path, "单价为不含税\n" + silent + line.replace("T1", "T2"), "stated.csv")
    (draft,) = ImportSession(desk, [stated]).drafts
    assert draft.ready
    assert not draft.known.exact
    assert draft.found is not None
    assert draft.found.tax is Tax.EXCL


def test_a_renamed_column_raises_an_alarm(desk: Desk, tmp_path: Path) -> None:
    ImportSession(desk, [write(tmp_path, CLEAR + ROWS)]).commit()
    renamed = write(tmp_path, CLEAR.replace("成交日期", "交易日期") + ROWS, "renamed.csv")
    (draft,) = ImportSession(desk, [renamed]).drafts
    assert [(each.kind, each.was, each.now) for each in draft.known.drifts] == [("renamed", "成交日期", "交易日期")]
    assert not draft.known.exact
    assert "column_renamed" in {problem.key for problem in draft.check().problems}


def test_one_layout_of_two_sources_is_asked_about(desk: Desk, tmp_path: Path) -> None:
    for source in ("甲厂", "乙厂"):
        ImportSession(desk, [write(tmp_path, CLEAR + ROWS)], ImportOptions(source=source)).commit()
    (draft,) = ImportSession(desk, [write(tmp_path, CLEAR + ROWS)]).drafts
    (question,) = draft.questions
    assert (question.about, set(question.choices)) == ("source", {"甲厂", "乙厂"})
    draft.answer("source", "乙厂")
    assert draft.ready
    assert draft.check().same == 1


def test_the_user_says_which_column_is_which(desk: Desk, tmp_path: Path) -> None:
    odd = "成交日期,甲,数量(吨),乙(含税,元/吨)\n2026-01-05,氧化镨钕,1,610000\n"
    (draft,) = ImportSession(desk, [write(tmp_path, odd.replace("乙(含税,元/吨)", "乙"))]).drafts
    assert draft.refused is not None
    draft.choose_header(1)
    draft.choose_column(1, Field.PRODUCT)
    draft.choose_column(3, Field.PRICE)
    draft.answer("tax", "incl")
    assert draft.ready
    assert draft.take().new == 1
    (again,) = ImportSession(desk, [draft.path]).drafts
    assert again.ready
    assert again.columns[3] is Field.PRICE


def test_a_held_cell_is_typed_over_and_only_its_line_looked_at(desk: Desk, tmp_path: Path) -> None:
    lines = "".join(f"T{n},2026-01-06,氧化镨钕钇,1,611000\n" for n in range(3, 6))
    (draft,) = ImportSession(desk, [write(tmp_path, CLEAR + ROWS + lines)]).drafts
    assert draft.check().held == 4
    bad = draft.held.all()[0]
    assert draft.held.place(bad.problems[0]) == 3
    assert draft.fix(bad.number, 3, "kaputt").held
    assert not draft.fix(bad.number, 3, "2.5").held
    other = draft.held.all()[1]
    assert [line.held for line in draft.fix_alike(other.number, 2, "氧化镨钕")] == [False] * 3
    assert draft.held.mended == 4
    result = draft.check()
    assert (result.new, result.held) == (5, 0)
    assert draft.take().new == 5


def test_an_unlikely_price_can_be_confirmed(desk: Desk, tmp_path: Path) -> None:
    (draft,) = ImportSession(desk, [write(tmp_path, CLEAR + "T1,2026-01-05,氧化镨钕,1,61\n")]).drafts
    draft.check()
    (line,) = draft.held.all()
    assert line.doubted
    assert not draft.confirm(line.number).held
    assert draft.take().new == 1


def test_a_slip_of_the_whole_column_is_found_and_put_right_by_one_answer(desk: Desk, tmp_path: Path) -> None:
    def day(at: int, price: int, number: str) -> str:
        return f"{number}{at},2026-01-{at % 20 + 1:02d},氧化镨钕,1,{price}.{at:02d}\n"

    past = CLEAR + "".join(day(n, 610_000, "A") for n in range(60))
    ImportSession(desk, [write(tmp_path, past)]).commit()
    slipped = write(tmp_path, CLEAR + "".join(day(n, 61, "B") for n in range(30)), "slipped.csv")
    (draft,) = ImportSession(desk, [slipped]).drafts
    effect = draft.check()
    (finding,) = effect.findings
    assert (finding.kind, dict(finding.fix)) == ("wan", {"unit": "wan/t"})
    assert effect.held == 30
    draft.apply(finding)
    assert draft.check().new == 30
    assert not draft.check().findings


def test_the_files_own_sums_tell_of_a_wrong_heading_without_any_price_of_the_desk(desk: Desk, tmp_path: Path) -> None:
    headings = "成交单号,成交日期,品名,数量(吨),不含税单价(元/吨),税额,价税合计\n"
    lines = "".join(f"T{n},2026-01-0{n},氧化镨钕,{n},611000,{70292.04 * n:.2f},{611000 * n}\n" for n in range(1, 6))
    (draft,) = ImportSession(desk, [write(tmp_path, headings + lines)]).drafts
    effect = draft.check()
    (finding,) = effect.findings
    assert (finding.kind, finding.by.value, finding.evidence) == ("tax_incl", "sums", (2, 3, 4, 5, 6))
    assert {"sums_tax_incl", "total_differs"} <= {problem.key for problem in effect.problems}
    draft.apply(finding)
    effect = draft.check()
    assert not effect.findings
    assert not effect.problems
    assert effect.new == 5


def test_vat_in_the_next_days_prices_is_found_and_put_right(desk: Desk, tmp_path: Path) -> None:
    def file(first: int, price: int) -> str:
        lines = [f"A{n},2026-01-{n:02d},氧化镨钕,1,{price + 500 * (n % 3)}\n" for n in range(first, first + 5)]
        return CLEAR.replace("含税", "不含税") + "".join(lines)

    ImportSession(desk, [write(tmp_path, file(5, 540_000))]).commit()
    (draft,) = ImportSession(desk, [write(tmp_path, file(12, 610_000), "next.csv")]).drafts
    (finding,) = draft.check().findings
    assert (finding.kind, finding.firm, dict(finding.fix)) == ("tax_incl", False, {"tax": "incl"})
    assert finding.days_off == 5
    draft.apply(finding)
    assert not draft.check().findings


def test_what_is_clear_goes_in_at_once_and_what_is_not_only_shows_what_it_would_do(desk: Desk, tmp_path: Path) -> None:
    def day(at: int, price: int, number: str) -> str:
        return f"{number}{at},2026-01-{at % 20 + 1:02d},氧化镨钕,1,{price}.{at:02d}\n"

    past = CLEAR + "".join(day(n, 610_000, "A") for n in range(60))
    ImportSession(desk, [write(tmp_path, past)]).commit()
    slipped = write(tmp_path, CLEAR + "".join(day(n, 61, "B") for n in range(30)), "slipped.csv")
    fine = write(tmp_path, CLEAR + "".join(day(n, 611_000, "C") for n in range(30)), "fine.csv")
    doubtful, clear = ImportSession(desk, [slipped, fine]).drafts
    before = len(list_batches(desk))
    assert doubtful.take_if_clear() is None
    assert doubtful.effect is not None
    assert (doubtful.effect.batch, doubtful.effect.held, len(doubtful.effect.findings)) == (None, 30, 1)
    assert len(list_batches(desk)) == before
    taken = clear.take_if_clear()
    assert taken is not None
    assert (taken.new, taken.findings) == (30, ())
    assert [batch.id for batch in list_batches(desk)][:1] == [taken.batch]
    doubtful.apply(doubtful.effect.findings[0])
    assert doubtful.take().new == 30
