"""Names that are left alone, and those that are not."""

import pytest

from desk_app.feeds.passing_names import is_passing


@pytest.mark.parametrize(
    "name",
    [
        "~$成交.xlsx", ".~lock.成交.xlsx#", "~成交.et", "~WRL0001.tmp", "成交.xlsx.tmp", "a.TMP", "a.csv.part",
        "a.csv.crdownload", "未确认 1.crdownload", "a.csv.filepart", "a.csv.xltd", ".DS_Store", "._a.csv", "Thumbs.db",
        "desktop.ini", ".hidden.csv", "a.csv~", "a.xlsx.partial",
    ],
)  # fmt: skip
def test_it_is_left_alone(name: str) -> None:
    assert is_passing(name)


@pytest.mark.parametrize("name", ["成交.xlsx", "a.CSV", "part.csv", "tmp", "a~b.csv", "$a.xls", "temp.csv", "1月.xls"])
def test_it_is_a_file_like_any_other(name: str) -> None:
    assert not is_passing(name)
