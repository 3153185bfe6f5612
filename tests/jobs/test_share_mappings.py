"""Profiles travel from desk to desk as a small file, whole or not at all."""

from pathlib import Path

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.domain.base.tax import Tax
from desk_app.jobs.import_files import import_files
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.jobs.share_mappings import export_mappings, forget, import_mappings, list_mappings

SILENT = "成交日期,品名,数量(吨),单价(元/吨)\n2026-01-08,氧化镨钕,10,611000\n"


def taught(folder: Path) -> Desk:
    file = folder / "silent.csv"
    file.write_text(SILENT, encoding="utf-8")
    desk = open_desk(folder / "first")
    import_files(desk, [file], ImportOptions(source="甲厂", tax=Tax.EXCL))
    return desk


def test_another_desk_reads_the_source_as_the_first_one_did(tmp_path: Path) -> None:
    with taught(tmp_path) as desk:
        assert export_mappings(desk, tmp_path / "profiles.json") == 1
    with open_desk(tmp_path / "second") as other:
        (refused,) = import_files(other, [tmp_path / "silent.csv"], ImportOptions())
        assert refused.refused is not None
        assert import_mappings(other, tmp_path / "profiles.json") == 1
        (result,) = import_files(other, [tmp_path / "silent.csv"], ImportOptions())
        assert (result.new, result.refused) == (1, None)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"kind": "other"}', '{"kind": "reo-desk mappings", "mappings": [{"source": 1}]}', "[" * 99_999],
)
def test_a_file_that_is_none_is_refused_and_nothing_kept(tmp_path: Path, text: str) -> None:
    file = tmp_path / "profiles.json"
    file.write_text(text, encoding="utf-8")
    with open_desk(tmp_path / "desk") as desk:
        with pytest.raises(Refused, match="mappings_unreadable"):
            import_mappings(desk, file)
        assert not list_mappings(desk)


def test_what_is_forgotten_is_asked_again(tmp_path: Path) -> None:
    with taught(tmp_path) as desk:
        (known,) = list_mappings(desk)
        forget(desk, known.id)
        with pytest.raises(Refused, match="mapping_unknown"):
            forget(desk, known.id)
        (result,) = import_files(desk, [tmp_path / "silent.csv"], ImportOptions())
        assert result.refused is not None
