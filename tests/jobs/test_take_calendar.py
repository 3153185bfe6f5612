"""A renewed calendar: taken whole under a trusted seal, refused whole for anything else."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk_app.domain.base.problem import Refused
from desk_app.jobs.load_calendar import list_taken, load_calendar, own_book
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.jobs.take_calendar import take_calendar
from desk_app.jobs.trust_key import distrust_key, list_keys, trust_key
from desk_app.signing.keys import fingerprint
from desk_app.signing.seal import LONGEST
from desk_app.store.calendars import taken_files
from tests.jobs.calendar_files import OURS, THEIRS, calendar_entry, trust_ours, write_calendar, year_entry

TODAY = date(2026, 11, 28)


@pytest.fixture
def desk(desk_data: Path) -> Iterator[Desk]:
    with open_desk(desk_data) as opened:
        trust_ours(opened)
        yield opened


def take(desk: Desk, path: Path) -> Any:
    return take_calendar(desk, path, TODAY)


def refusal(desk: Desk, path: Path) -> str:
    """Why a file is refused; and that nothing has changed."""
    before = load_calendar(desk), taken_files(desk.database.conn)
    with pytest.raises(Refused) as refused:
        take(desk, path)
    assert (load_calendar(desk), taken_files(desk.database.conn)) == before
    return refused.value.problem.key


def test_a_year_is_added(desk: Desk, tmp_path: Path) -> None:
    assert load_calendar(desk).is_trading(date(2027, 1, 4)) is None
    taken = take(desk, write_calendar(tmp_path / "a.json", calendar_entry()))
    assert (taken.new_years, taken.changed, taken.signed_by.label) == ((2027,), (), "市场部")
    calendar = load_calendar(desk)
    assert calendar.last == date(2027, 12, 31)
    days = (date(2027, 1, 1), date(2027, 1, 4), date(2027, 1, 9), date(2027, 1, 10))
    assert [calendar.is_trading(day) for day in days] == [False, True, True, False]


def test_it_is_there_when_the_desk_is_opened_again(desk_data: Path, tmp_path: Path) -> None:
    with open_desk(desk_data) as desk:
        trust_ours(desk)
        take(desk, write_calendar(tmp_path / "a.json", calendar_entry()))
    with open_desk(desk_data) as desk:
        assert load_calendar(desk).last == date(2027, 12, 31)


def test_a_known_year_may_be_corrected_and_what_changed_is_told(desk: Desk, tmp_path: Path) -> None:
    closed = ["2026-01-01/2026-01-03", "2026-03-05"]
    years = {"2026": {"closed": closed, "working": ["2026-01-04"]}}
    taken = take(desk, write_calendar(tmp_path / "a.json", calendar_entry(years=years)))
    assert taken.new_years == ()
    assert date(2026, 3, 5) in taken.changed
    assert date(2026, 2, 16) in taken.changed
    assert date(2026, 1, 1) not in taken.changed
    assert load_calendar(desk).is_trading(date(2026, 3, 5)) is False
    assert load_calendar(desk).is_trading(date(2025, 10, 1)) is False


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"sequence": 20251104}, "calendar_not_newer"),
        ({"sequence": 1}, "calendar_not_newer"),
        ({"expires": "2026-11-27"}, "calendar_expired"),
        ({"issued": "2026-11-29"}, "calendar_early"),
        ({"years": {"2028": year_entry(closed=[], working=[])}}, "calendar_gap"),
        ({"years": {"2002": year_entry(closed=[], working=[])}}, "calendar_gap"),
        ({"years": {"2027": year_entry(working=["2027-01-03"])}}, "calendar_both"),
        ({"years": {"2027": year_entry(working=["2027-01-11"])}}, "calendar_working_weekday"),
        ({"years": {"2027": year_entry(closed=["2026-12-31"])}}, "calendar_other_year"),
        ({"years": {"2027": year_entry(closed=["2027-05-01", "2027-05-01"])}}, "calendar_twice"),
        ({"sequence": "20261105"}, "calendar_malformed"),
        ({"more": 1}, "calendar_malformed"),
    ],
)
def test_a_wrong_calendar_is_refused_whoever_signed_it(
    desk: Desk, tmp_path: Path, changes: dict[str, Any], key: str
) -> None:
    assert refusal(desk, write_calendar(tmp_path / "a.json", calendar_entry(**changes))) == key


def test_the_last_day_of_its_term_still_counts(desk: Desk, tmp_path: Path) -> None:
    entry = calendar_entry(expires=TODAY.isoformat(), issued=TODAY.isoformat())
    assert take(desk, write_calendar(tmp_path / "a.json", entry)).new_years == (2027,)


def test_without_a_seal_or_under_another_it_is_refused(desk: Desk, tmp_path: Path) -> None:
    plain = tmp_path / "plain.json"
    plain.write_text(json.dumps(calendar_entry()), encoding="utf-8")
    assert refusal(desk, plain) == "seal_missing"
    assert refusal(desk, write_calendar(tmp_path / "b.json", calendar_entry(), THEIRS)) == "seal_unknown_key"
    assert refusal(desk, write_calendar(tmp_path / "c.json", calendar_entry(), purpose="other")) == "seal_broken"
    whole = json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))
    whole["seal"]["key"] = OURS.public
    plain.write_text(json.dumps(whole), encoding="utf-8")
    assert refusal(desk, plain) == "seal_broken"


def test_a_changed_day_breaks_the_seal(desk: Desk, tmp_path: Path) -> None:
    path = write_calendar(tmp_path / "a.json", calendar_entry())
    path.write_bytes(path.read_bytes().replace(b"2027-01-09", b"2027-01-16"))
    assert refusal(desk, path) == "seal_broken"


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_a_truncated_file_is_refused(desk: Desk, tmp_path: Path, share: float) -> None:
    path = write_calendar(tmp_path / "a.json", calendar_entry())
    content = path.read_bytes().rstrip()
    path.write_bytes(content[: int(len(content) * share)])
    assert refusal(desk, path) == "seal_malformed"


def test_too_long_and_missing_files_are_refused(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    assert refusal(desk, path) == "file_system"
    assert refusal(desk, tmp_path) == "file_system"
    path.write_bytes(b" " * (LONGEST + 1))
    assert refusal(desk, path) == "seal_oversize"


def test_the_same_file_again_and_an_older_one_are_refused(desk: Desk, tmp_path: Path) -> None:
    older = write_calendar(tmp_path / "older.json", calendar_entry(sequence=20261104))
    newer = write_calendar(tmp_path / "newer.json", calendar_entry(years={"2027": year_entry(closed=[])}))
    take(desk, newer)
    assert refusal(desk, newer) == "calendar_not_newer"
    assert refusal(desk, older) == "calendar_not_newer"
    assert load_calendar(desk).is_trading(date(2027, 1, 1)) is True


def test_of_a_key_that_is_trusted_no_more_nothing_counts(desk: Desk, tmp_path: Path) -> None:
    path = write_calendar(tmp_path / "a.json", calendar_entry())
    take(desk, path)
    distrust_key(desk, fingerprint(OURS.public), "李敏")
    assert load_calendar(desk).last == own_book_last()
    (taken,) = list_taken(desk)
    assert taken.problem is not None
    assert (taken.book, taken.problem.key) == (None, "seal_unknown_key")
    assert refusal(desk, path) == "seal_unknown_key"


def test_a_number_of_a_distrusted_key_stops_nobody(desk: Desk, tmp_path: Path) -> None:
    """Whoever had the key might have used the highest number there is."""
    take(desk, write_calendar(tmp_path / "a.json", calendar_entry(sequence=2**53 - 1)))
    distrust_key(desk, OURS.public, "李敏")
    trust_key(desk, THEIRS.public, "交易部", "李敏")
    assert take(desk, write_calendar(tmp_path / "b.json", calendar_entry(), THEIRS)).new_years == (2027,)


def test_years_behind_a_gap_that_distrust_made_are_not_known(desk: Desk, tmp_path: Path) -> None:
    trust_key(desk, THEIRS.public, "交易部", "李敏")
    take(desk, write_calendar(tmp_path / "a.json", calendar_entry()))
    later = calendar_entry(sequence=20261106, years={"2028": {"closed": ["2028-01-03"], "working": []}})
    take(desk, write_calendar(tmp_path / "b.json", later, THEIRS))
    assert load_calendar(desk).last == date(2028, 12, 31)
    distrust_key(desk, OURS.public, "李敏")
    assert load_calendar(desk).last == own_book_last()


def test_a_file_changed_in_the_database_counts_no_more(desk: Desk, tmp_path: Path) -> None:
    take(desk, write_calendar(tmp_path / "a.json", calendar_entry()))
    (content,) = desk.database.conn.execute("SELECT content FROM calendar_files").fetchone()
    forged = content.replace(b"2027-01-09", b"2027-01-16")
    with desk.database.conn:
        desk.database.conn.execute("UPDATE calendar_files SET content = ?", (forged,))
    assert load_calendar(desk).last == own_book_last()
    assert [taken.problem and taken.problem.key for taken in list_taken(desk)] == ["seal_broken"]


def test_who_trusted_which_key_is_kept(desk: Desk) -> None:
    (key,) = list_keys(desk)
    assert (key.key, key.label, key.name) == (OURS.public, "市场部", "李敏")
    assert key.at.startswith("20")
    distrust_key(desk, key.key, "王")
    assert list_keys(desk) == ()
    told = desk.database.conn.execute("SELECT trusted, name FROM trusted_keys ORDER BY id").fetchall()
    assert told == [(1, "李敏"), (0, "王")]


@pytest.mark.parametrize(
    ("key", "label", "name", "problem"),
    [
        (THEIRS.public, "交易部", " ", "name_needed"),
        (THEIRS.public, " ", "李敏", "key_label"),
        (THEIRS.public, "交\n易", "李敏", "key_label"),
        (OURS.public, "又一次", "李敏", "key_trusted"),
        ("ed25519:short", "交易部", "李敏", "key_text"),
        ("no-such-file", "交易部", "李敏", "file_system"),
    ],
)
def test_a_key_is_not_trusted_without(desk: Desk, key: str, label: str, name: str, problem: str) -> None:
    with pytest.raises(Refused) as refused:
        trust_key(desk, key, label, name)
    assert refused.value.problem.key == problem
    assert len(list_keys(desk)) == 1


def test_a_key_may_lie_in_a_file(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "key.txt"
    file.write_text(f"\ufeff{THEIRS.public}\r\n", encoding="utf-8")
    assert trust_key(desk, str(file), "交易部", "李敏").key == THEIRS.public
    file.write_bytes(b"x" * 5000)
    with pytest.raises(Refused) as refused:
        trust_key(desk, str(file), "x", "李敏")
    assert refused.value.problem.key == "key_oversize"


def test_a_key_that_is_not_trusted_can_not_be_dropped(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        distrust_key(desk, THEIRS.public, "李敏")
    assert refused.value.problem.key == "key_not_trusted"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 3000), to=st.integers(0, 255))
def test_no_changed_byte_gets_through(desk: Desk, tmp_path: Path, at: int, to: int) -> None:
    """What a damaged file says is either just what was signed, or it is refused."""
    path = write_calendar(tmp_path / "a.json", calendar_entry())
    content = bytearray(path.read_bytes())
    content[at % len(content)] = to
    path.write_bytes(bytes(content))
    before = load_calendar(desk)
    try:
        book = take(desk, path).book
    except Refused:
        assert load_calendar(desk) == before
    else:
        assert book.years[0].working == {date(2027, 1, 9)}
        with desk.database.conn:
            desk.database.conn.execute("DELETE FROM calendar_files")


def own_book_last() -> date:
    return date(own_book().years[-1].year, 12, 31)
