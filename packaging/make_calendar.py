"""Make `resources/calendar/china.json` from chinesecalendar: the same bytes every time.

    python packaging/make_calendar.py [FILE]

The years are those it knows, no others. The notices are those its own source names for each year (what it names for a
year may order days of the December before); the text for 2026 was read beside its days.
"""

import json
import sys
from collections.abc import Collection
from datetime import date
from importlib.metadata import version
from pathlib import Path

from chinese_calendar.constants import holidays, workdays

from desk_app.domain.base.calendar_years import CalendarBook, CalendarYear, book_entry, read_book

FILE = Path(__file__).resolve().parent.parent / "resources" / "calendar" / "china.json"
SEQUENCE, ISSUED = 20251104, date(2025, 11, 4)
"""The day of the newest notice, as a number and as a day. A change of the same years takes a number above."""

MISSING_WORK = (date(2005, 12, 31),)
"""The notice for 2006 makes this Saturday a working day; chinesecalendar leaves it out."""

_GOV = "http://www.gov.cn/"
_NOTICES = {
    2004: ("https://zh.wikisource.org/zh-hans/国务院办公厅关于2004年部分节假日安排的通知",),
    2005: ("https://zhidao.baidu.com/question/2299098.html", f"{_GOV}jrzg/2005-12/22/content_133837.htm"),
    2006: (f"{_GOV}jrzg/2005-12/22/content_133837.htm", f"{_GOV}fwxx/sh/2006-12/18/content_471877.htm"),
    2007: (f"{_GOV}fwxx/sh/2006-12/18/content_471877.htm", f"{_GOV}zwgk/2007-12/18/content_837184.htm"),
    2008: (f"{_GOV}zwgk/2007-12/18/content_837184.htm",),
    2009: (f"{_GOV}zwgk/2008-12/10/content_1174014.htm",),
    2010: (f"{_GOV}zwgk/2009-12/08/content_1482691.htm",),
    2011: (f"{_GOV}zwgk/2010-12/10/content_1762643.htm", f"{_GOV}zwgk/2011-12/06/content_2012097.htm"),
    2012: (f"{_GOV}zwgk/2011-12/06/content_2012097.htm",),
    2013: (f"{_GOV}zwgk/2012-12/10/content_2286598.htm",),
    2014: (f"{_GOV}zwgk/2013-12/11/content_2546204.htm",),
    2015: (
        f"{_GOV}zhengce/content/2014-12/16/content_9302.htm",
        f"{_GOV}zhengce/content/2015-05/13/content_9742.htm",
    ),
    2016: (f"{_GOV}zhengce/content/2015-12/10/content_10394.htm",),
    2017: (f"{_GOV}zhengce/content/2016-12/01/content_5141603.htm",),
    2018: (f"{_GOV}zhengce/content/2017-11/30/content_5243579.htm", f"{_GOV}xinwen/2018-12/06/content_5346287.htm"),
    2019: (f"{_GOV}xinwen/2018-12/06/content_5346287.htm", f"{_GOV}zhengce/content/2019-03/22/content_5375877.htm"),
    2020: (
        f"{_GOV}zhengce/content/2019-11/21/content_5454164.htm",
        f"{_GOV}zhengce/content/2020-01/27/content_5472352.htm",
    ),
    2021: (f"{_GOV}zhengce/content/2020-11/25/content_5564127.htm",),
    2022: (
        f"{_GOV}zhengce/content/2021-10/25/content_5644835.htm",
        f"{_GOV}zhengce/content/2022-12/08/content_5730844.htm",
    ),
    2023: (
        f"{_GOV}zhengce/content/2022-12/08/content_5730844.htm",
        "https://www.gov.cn/zhengce/content/202310/content_6911527.htm",
    ),
    2024: ("https://www.gov.cn/zhengce/content/202310/content_6911527.htm",),
    2025: ("https://www.gov.cn/zhengce/content/202411/content_6986382.htm",),
    2026: ("国办发明电〔2025〕7号 https://politics.gmw.cn/2025-11/04/content_38391083.htm",),
}


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    path.write_bytes(calendar_bytes())


def calendar_bytes() -> bytes:
    """The whole file."""
    source = f"chinesecalendar {version('chinesecalendar')}"
    entry = book_entry(CalendarBook(SEQUENCE, ISSUED, None, source, tuple(_year(number) for number in _known())))
    read_book(entry)
    return (json.dumps(entry, ensure_ascii=False, indent=1) + "\n").encode()


def _known() -> range:
    years = {day.year for day in holidays}
    return range(min(years), max(years) + 1)


def _year(number: int) -> CalendarYear:
    return CalendarYear(number, _in(number, holidays), _in(number, {*workdays, *MISSING_WORK}), _NOTICES[number])


def _in(number: int, days: Collection[date]) -> frozenset[date]:
    return frozenset(day for day in days if day.year == number)


if __name__ == "__main__":
    main()
