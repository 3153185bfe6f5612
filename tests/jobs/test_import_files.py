"""A file into the desk: every line accounted for, again a no-op, corrections as versions, undo as it was."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk_app.domain.base.problem import Level
from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.rate import read_rates
from desk_app.jobs import take_file
from desk_app.jobs.import_files import import_files
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.import_result import ImportResult
from desk_app.jobs.list_batches import list_batches, list_held
from desk_app.jobs.list_trades import list_trades
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.jobs.progress import SILENT, Cancelled, Progress
from desk_app.jobs.undo_import import undo_import

HEAD = "成交单号,成交日期,品名,数量(吨),含税单价(元/吨)"
LINES = [f"T{n},2026-01-{5 + n:02d},氧化镨钕,{n + 1},{610000 + 100 * n}" for n in range(5)]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path / "data") as opened:
        yield opened


def write(folder: Path, *lines: str, name: str = "trades.csv", head: str = HEAD) -> Path:
    file = folder / name
    file.write_text("\n".join([head, *lines]), encoding="utf-8")
    return file


def run(desk: Desk, file: Path, options: ImportOptions | None = None, progress: Progress = SILENT) -> ImportResult:
    (result,) = import_files(desk, [file], options or ImportOptions(), progress)
    assert result.rows == result.new + result.same + result.changed + result.held
    return result


def said(desk: Desk) -> set[tuple[str, str]]:
    return {(line.ref, str(line.price_stated)) for line in list_trades(desk)}


def test_again_is_a_no_op(desk: Desk, tmp_path: Path) -> None:
    first = run(desk, write(tmp_path, *LINES))
    again = run(desk, write(tmp_path, *LINES))
    assert (first.new, again.new, again.same, again.batch) == (5, 0, 5, None)
    assert len(list_batches(desk)) == 1


@pytest.mark.parametrize("head", [HEAD, HEAD.replace("成交单号", "合同号")])
def test_a_large_file_fills_an_empty_desk(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, head: str
) -> None:
    monkeypatch.setattr(take_file, "_MANY", 0)
    lines = ["T90,某日,氧化镨钕,1,610000", *LINES, LINES[0]]
    first = run(desk, write(tmp_path, *lines, head=head))
    assert (first.refused, first.new, first.held) == (None, 6, 1)
    again = run(desk, write(tmp_path, *lines, head=head))
    assert (again.new, again.same, again.held) == (0, 6, 1)


def test_a_correction_is_a_new_version_and_undo_brings_the_old_one_back(desk: Desk, tmp_path: Path) -> None:
    run(desk, write(tmp_path, *LINES))
    before = said(desk)
    corrected = run(
        desk, write(tmp_path, LINES[0].replace("610000", "611000"), *LINES[1:], "T9,2026-01-12,氧化镧,1,4500")
    )
    assert (corrected.changed, corrected.new, corrected.same) == (1, 1, 4)
    assert {line.version for line in list_trades(desk)} == {1, 2}
    assert corrected.batch is not None
    undone = undo_import(desk, corrected.batch)
    assert (undone.reversed, undone.kept, undone.refused) == (2, 0, 0)
    assert said(desk) == before


def test_undone_lines_can_come_again(desk: Desk, tmp_path: Path) -> None:
    first = run(desk, write(tmp_path, *LINES))
    assert first.batch is not None
    undo_import(desk, first.batch)
    assert list_trades(desk) == []
    assert run(desk, write(tmp_path, *LINES)).new == 5


def test_what_a_later_import_changed_is_refused(desk: Desk, tmp_path: Path) -> None:
    first = run(desk, write(tmp_path, *LINES))
    second = run(desk, write(tmp_path, *[line.replace(",6", ",5") for line in LINES[:2]]))
    assert first.batch is not None
    assert second.batch is not None
    undone = undo_import(desk, first.batch)
    assert (undone.reversed, undone.refused) == (3, 2)
    undo_import(desk, second.batch)
    assert undo_import(desk, first.batch).reversed == 2
    assert list_trades(desk) == []


def test_equal_lines_without_numbers_are_as_many_trades(desk: Desk, tmp_path: Path) -> None:
    head, line = "成交日期,品名,数量(吨),含税单价(元/吨)", "2026-01-05,镝铁合金,0.2,1380300"
    file = write(tmp_path, line, line, line, head=head)
    assert run(desk, file).new == 3
    assert run(desk, file).same == 3
    assert run(desk, write(tmp_path, *[line] * 4, head=head)).new == 1


def test_numbers_of_different_sources_do_not_meet(desk: Desk, tmp_path: Path) -> None:
    run(desk, write(tmp_path, *LINES), ImportOptions(source="甲"))
    assert run(desk, write(tmp_path, *LINES), ImportOptions(source="乙")).new == 5


def test_another_delivery_under_a_contract_is_no_correction(desk: Desk, tmp_path: Path) -> None:
    head = "合同号,成交日期,品名,数量(吨),含税单价(元/吨)"
    run(desk, write(tmp_path, "C1,2026-01-05,氧化镧,1,4500", head=head))
    later = run(desk, write(tmp_path, "C1,2026-02-05,氧化镧,2,4600", head=head))
    assert (later.new, later.changed) == (1, 0)


def test_a_contracts_second_load_of_a_day_is_taken_and_said(desk: Desk, tmp_path: Path) -> None:
    head = "合同号,成交日期,品名,数量(吨),含税单价(元/吨)"
    first = run(desk, write(tmp_path, "C1,2026-02-05,氧化镧,2,4600", "C1,2026-02-05,氧化镧,3,4600", head=head))
    assert (first.new, first.problems) == (2, ())
    second = run(desk, write(tmp_path, "C1,2026-02-05,氧化镧,5,4700", "C1,2026-02-06,氧化镧,1,4700", head=head))
    assert (second.new, second.changed) == (2, 0)
    assert [(p.key, p.row, p.level) for p in second.problems] == [("ref_same_day", 2, Level.WARNING)]
    assert len(list_trades(desk)) == 4


ORE = "日期,品名,数量(吨),不含税单价(元/吨)"


def test_minerals_without_a_word_on_wet_or_dry_are_said_once_to_be_taken_dry(desk: Desk, tmp_path: Path) -> None:
    lines = ("2026-01-05,稀土精矿,1,26800", "2026-01-06,独居石,2,30000", "2026-01-05,氧化镨钕,1,560000")
    result = run(desk, write(tmp_path, *lines[:2], head=ORE))
    assert [(p.key, p.field, p.row, p.level) for p in result.problems] == [
        ("mineral_taken_dry", "unit", None, Level.WARNING)
    ]
    assert run(desk, write(tmp_path, lines[2], head=ORE)).problems == ()
    dry = ORE.replace("数量", "干重")
    assert [p.key for p in run(desk, write(tmp_path, *lines[:2], head=dry)).problems] == ["column_renamed"]


DOLLARS = "日期,品名,数量(吨),不含税单价($/kg)"


def test_another_rate_makes_new_versions_not_new_trades(desk: Desk, tmp_path: Path) -> None:
    file = write(tmp_path, "2026-01-05,氧化钕,1,85", "2026-01-05,氧化钕,1,85", head=DOLLARS)
    first = run(desk, file, ImportOptions(rates=read_rates(["usd=7.1@2026-01-05"])))
    again = run(desk, file, ImportOptions(rates=read_rates(["usd=7.10@2026-01-05"])))
    other = run(desk, file, ImportOptions(rates=read_rates(["usd=7.2@2026-01-05"])))
    assert (first.new, again.same, other.changed) == (2, 2, 2)
    lines = list_trades(desk)
    assert [(line.fx, line.version, line.price_ex_vat) for line in lines] == [(Decimal("7.2"), 2, Decimal(612_000))] * 2


@pytest.mark.parametrize("text", ["日期;品种;数量(吨);含税单价(元/吨)\n2026-01-05;氧化镨钕;1,250;637900"])
def test_a_comma_between_semicolons_is_asked_about(desk: Desk, tmp_path: Path, text: str) -> None:
    file = tmp_path / "f.csv"
    file.write_text(text, encoding="utf-8")
    assert [problem.key for problem in run(desk, file).problems] == ["number_doubtful_comma"]


def test_a_dry_run_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    dry = run(desk, write(tmp_path, *LINES), ImportOptions(dry_run=True))
    assert (dry.new, dry.batch) == (5, None)
    assert list_trades(desk) == []
    assert list_batches(desk) == []


def test_held_rows_wait_once_however_often_the_file_comes(desk: Desk, tmp_path: Path) -> None:
    file = write(tmp_path, *LINES, "T7,2026-01-09,氧化钚,1,5000")
    assert run(desk, file).held == 1
    assert run(desk, file).held == 1
    (held,) = list_held(desk)
    assert held.row.cells == ("T7", "2026-01-09", "氧化钚", "1", "5000")
    assert held.row.source_row == 7


@pytest.mark.parametrize(
    ("text", "field", "key"),
    [
        (HEAD, "file", "file_no_rows"),
        ("a,b\n1,2", "file", "file_no_headings"),
        ("", "file", "file_empty"),
        ("成交日期,品名,数量(吨),单价(元/吨)\n2026-01-05,氧化镝,1,1417150", "tax", "tax_not_stated"),
    ],
)
def test_refused_files_change_nothing(desk: Desk, tmp_path: Path, text: str, field: str, key: str) -> None:
    file = tmp_path / "f.csv"
    file.write_text(text, encoding="utf-8")
    refused = run(desk, file).refused
    assert refused is not None
    assert (refused.field, refused.key) == (field, key)
    assert list_batches(desk) == []


def test_the_answer_about_tax_is_taken(desk: Desk, tmp_path: Path) -> None:
    file = write(tmp_path, "2026-01-05,氧化镝,1,1417150", head="成交日期,品名,数量(吨),单价(元/吨)")
    run(desk, file, ImportOptions(tax=Tax.EXCL))
    (line,) = list_trades(desk)
    assert str(line.price_ex_vat) == "1417150.0000"


def test_a_refused_file_does_not_stop_the_next(desk: Desk, tmp_path: Path) -> None:
    results = import_files(desk, [tmp_path / "none.csv", write(tmp_path, *LINES)], ImportOptions())
    assert results[0].refused is not None
    assert results[1].new == 5


@dataclass
class Impatient:
    """Cancels after so many steps."""

    left: int

    def step(self, done: int, total: int, key: str) -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


@pytest.mark.parametrize("steps", [0, 1, 2, 3])
def test_cancelled_leaves_nothing(desk: Desk, tmp_path: Path, steps: int) -> None:
    lines = [f"T{n},2026-01-05,氧化镧,1,4500" for n in range(5000)]
    with pytest.raises(Cancelled):
        run(desk, write(tmp_path, *lines), progress=Impatient(steps))
    assert list_trades(desk) == []
    assert list_batches(desk) == []


def test_reading_goes_on_while_an_import_is_under_way(desk: Desk, tmp_path: Path) -> None:
    seen: list[int] = []

    class Looking:
        def step(self, done: int, total: int, key: str) -> None:
            reader = threading.Thread(target=lambda: seen.append(len(list_trades(desk))))
            reader.start()
            reader.join()

    run(desk, write(tmp_path, *LINES), progress=Looking())
    assert set(seen) == {0}
    assert len(list_trades(desk)) == 5


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(8)), st.integers(0, 8))
def test_order_and_split_of_files_make_no_difference(tmp_path: Path, order: list[int], cut: int) -> None:
    lines = [f"T{n},2026-01-{5 + n:02d},氧化镧,1,{4500 + n}" for n in range(8)]
    shuffled = [lines[n] for n in order]
    with open_desk(tmp_path / f"{order}{cut}") as desk:
        for part in (shuffled[:cut], shuffled[cut:]):
            if part:
                run(desk, write(tmp_path, *part))
        assert len(said(desk)) == 8
        assert run(desk, write(tmp_path, *lines)).same == 8


def test_a_file_name_that_is_no_text_is_kept_readable(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "\udcce\udcd2.csv"
    try:
        write(tmp_path, *LINES).rename(file)
    except (OSError, UnicodeError):
        pytest.skip("this file system takes text names only")
    assert run(desk, file).new == 5
    assert list_batches(desk)[0].file.endswith(".csv")
