"""New, same, changed: whichever road into the table, the same answer."""

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk_app.domain.trade.record import Record
from desk_app.store import batches
from desk_app.store.database import Connection, Connections, open_connections
from desk_app.store.write_trades import TradeWriter, Written


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connections]:
    connections = open_connections(tmp_path_factory.mktemp("desk"))
    yield connections
    connections.close()


def record(line: int, ref: str, content: int) -> Record:
    said = ("2026-01-09", "prnd_oxide", "", "1", str(content), "yuan/t", "incl", "13")
    return (content.to_bytes(16), line, *said, content, content, content, ref, "", "", "", None)


def batch(connection: Connection) -> int:
    values = dict.fromkeys(("rows", "new", "same", "changed", "held"), 0)
    return batches.add_batch(connection, {"source": "", "file": "", "file_hash": "", "imported_at": "", **values})


def write(connection: Connection, records: Sequence[Record], *, shared: bool = False, many: bool = False) -> Written:
    writer = TradeWriter(connection, batch(connection), "", shared_numbers=shared, many=many)
    for start in range(0, len(records), 3):
        writer.add(records[start : start + 3])
    writer.finish()
    return writer.written


def live(connection: Connection) -> list[tuple[object, ...]]:
    sql = "SELECT key, version, content, source_row FROM trades WHERE live = 1 ORDER BY key"
    return connection.execute(sql).fetchall()


LINES = st.lists(st.tuples(st.sampled_from(["", "", "T1", "T2"]), st.integers(1, 4)), max_size=10)


def records(lines: Sequence[tuple[str, int]]) -> list[Record]:
    return [record(line, *said) for line, said in enumerate(lines, 2)]


SHARED_DATABASE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@SHARED_DATABASE
@given(LINES)
def test_with_and_without_indexes_the_same_comes_out(opened: Connections, lines: list[tuple[str, int]]) -> None:
    connection = opened.here().conn
    found = []
    for many in (False, True):
        connection.execute("BEGIN")
        written = write(connection, records(lines), many=many)
        found.append((written, live(connection)))
        connection.execute("ROLLBACK")
    assert found[0] == found[1]
    assert found[0][0] == Written(new=len(lines))


@SHARED_DATABASE
@given(LINES, st.booleans())
def test_the_same_file_again_is_nothing_new(opened: Connections, lines: list[tuple[str, int]], shared: bool) -> None:
    connection = opened.here().conn
    connection.execute("BEGIN")
    write(connection, records(lines), shared=shared)
    before = live(connection)
    again = write(connection, records(lines), shared=shared)
    after = live(connection)
    connection.execute("ROLLBACK")
    assert again == Written(same=len(lines))
    assert before == after


@SHARED_DATABASE
@given(LINES.flatmap(lambda lines: st.tuples(st.just(lines), st.permutations(lines))))
def test_without_numbers_the_order_of_lines_is_no_matter(
    opened: Connections, both: tuple[list[tuple[str, int]], list[tuple[str, int]]]
) -> None:
    connection = opened.here().conn
    lines, shuffled = ([("", content) for _, content in some] for some in both)
    connection.execute("BEGIN")
    write(connection, records(lines))
    again = write(connection, records(shuffled))
    connection.execute("ROLLBACK")
    assert again == Written(same=len(lines))


def test_a_changed_line_is_a_new_version_and_the_old_one_stays(opened: Connections) -> None:
    connection = opened.here().conn
    connection.execute("BEGIN")
    write(connection, [record(2, "T1", 1)])
    changed = write(connection, [record(2, "T1", 2)])
    versions = connection.execute("SELECT version, live, price_ex FROM trades ORDER BY version").fetchall()
    connection.execute("ROLLBACK")
    assert changed == Written(changed=1)
    assert versions == [(1, 0, 1), (2, 1, 2)]


def test_a_shared_number_is_no_identity_and_sources_are_apart(opened: Connections) -> None:
    connection = opened.here().conn
    connection.execute("BEGIN")
    write(connection, [record(2, "C1", 1)], shared=True)
    assert write(connection, [record(2, "C1", 2)], shared=True) == Written(new=1)
    writer = TradeWriter(connection, batch(connection), "other", shared_numbers=True)
    writer.add([record(2, "C1", 1)])
    writer.finish()
    connection.execute("ROLLBACK")
    assert writer.written == Written(new=1)
