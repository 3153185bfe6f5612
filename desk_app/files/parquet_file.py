"""Parquet through pyarrow, a batch at a time: line 1 is the names of the columns, and every cell is exact text."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any

from desk_app.domain.base.problem import refuse
from desk_app.files.reader import (
    BLOCK_ROWS,
    HEAD_ROWS,
    LARGEST_UNPACKED,
    LONGEST_CELL,
    MOST_COLUMNS,
    Block,
    Columns,
    Reader,
    Table,
)

_PLAIN, _LOCKED = b"PAR1", b"PARE"
_TEXT = bytes(range(32, 127)) + b"\t\r\n"
_BUFFER = 1 << 20
_NIGHT = " 00:00:00"


def read_parquet(
    path: Path, score: Callable[[Sequence[Sequence[str]]], int], encoding: str | None = None
) -> list[Table]:
    """The one table of the file; `Refused` when it is damaged or encrypted, or a column holds lists or records."""
    with _opened(path) as file:
        lines = file.metadata.num_rows + 1
    read = partial(_blocks, path)
    head = list(islice(chain.from_iterable(block.rows for block in read()), HEAD_ROWS))
    return [Table("", head, read, lines)]


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """The file, streamed rather than mapped; whatever Arrow says against it is one refusal.

    Texts come as dictionaries: a long one that stands in every line is in memory once.
    """
    from pyarrow import ArrowException, ArrowMemoryError
    from pyarrow.parquet import ParquetFile, read_metadata

    with path.open("rb") as stream:
        if stream.read(4) == _LOCKED:
            raise refuse("file_protected", file=path.name)
        try:
            known = read_metadata(stream)
            _check(path, known)
            texts = [known.schema.column(at).path for at in range(known.num_columns) if _is_text(known, at)]
            options = {"pre_buffer": False, "buffer_size": _BUFFER, "page_checksum_verification": True}
            yield ParquetFile(stream, metadata=known, read_dictionary=texts, **options)
        except ArrowMemoryError as error:
            raise refuse("file_unpacks_too_large", file=path.name) from error
        except (ArrowException, OSError, ValueError, OverflowError) as error:
            locked = "decrypt" in str(error)
            raise refuse("file_protected" if locked else "file_damaged", file=path.name) from error


def _is_text(known: Any, at: int) -> bool:
    return bool(known.schema.column(at).physical_type == "BYTE_ARRAY")


def _check(path: Path, known: Any) -> None:
    if known.num_columns > MOST_COLUMNS:
        raise refuse("table_too_wide", file=path.name, most=str(MOST_COLUMNS))
    if sum(known.row_group(at).total_byte_size for at in range(known.num_row_groups)) > LARGEST_UNPACKED:
        raise refuse("file_unpacks_too_large", file=path.name)


def _blocks(path: Path) -> Iterator[Block]:
    with _opened(path) as file:
        names = file.schema_arrow.names
        _check_flat(path, file.schema_arrow)
        yield Block(1, [list(names)], [[name] for name in names])
        first = 2
        for batch in file.iter_batches(BLOCK_ROWS, use_threads=False):
            columns = [_texts(column, path.name) for column in batch.columns]
            yield Block(first, Columns(columns, batch.num_rows), columns)
            first += batch.num_rows


def _check_flat(path: Path, schema: Any) -> None:
    from pyarrow import types

    for field in schema:
        if types.is_nested(field.type) or types.is_fixed_size_binary(field.type):
            raise refuse("column_not_flat", file=path.name, column=field.name)


def _texts(column: Any, name: str) -> list[str]:
    """A column's cells as text; what is not there is empty."""
    from pyarrow import types

    kind = column.type
    if types.is_dictionary(kind):
        return _of_dictionary(column, name)
    cells = _cast(column, name).fill_null("").to_pylist()
    if types.is_timestamp(kind) or types.is_time(kind):
        return [_moment(cell) for cell in cells]
    if types.is_floating(kind) or types.is_decimal(kind):
        return [format(Decimal(cell), "f") if "e" in cell or "E" in cell else cell for cell in cells]
    return [cell.upper() for cell in cells] if types.is_boolean(kind) else cells


def _of_dictionary(column: Any, name: str) -> list[str]:
    """Only the entries that stand in these lines are made to text, and each once."""
    used = column.indices.unique().drop_null()
    texts = dict(zip(used.to_pylist(), _texts(column.dictionary.take(used), name), strict=True))
    return [texts.get(at, "") for at in column.indices.to_pylist()]


def _cast(column: Any, name: str) -> Any:
    from pyarrow import compute, string, timestamp, types

    if types.is_timestamp(column.type) and column.type.tz is not None:  # any other zone needs this machine's own table
        column = column.cast(timestamp(column.type.unit, "UTC"))
    texts = column.cast(string())
    if (compute.max(compute.binary_length(texts)).as_py() or 0) > LONGEST_CELL:
        raise refuse("cell_too_long", file=name)
    return texts


def _moment(cell: str) -> str:
    """Midnight is a day, as in a workbook, unless it is midnight of a time zone; idle zeros of a second go."""
    if "." in cell:
        whole, _, rest = cell.partition(".")
        zone = "Z" if rest.endswith("Z") else ""
        rest = rest.removesuffix("Z").rstrip("0")
        cell = f"{whole}.{rest}{zone}" if rest else whole + zone
    return cell.removesuffix(_NIGHT)


def _fits(head: bytes) -> bool:
    """Text may begin with the same four letters; the numbers after them are no text."""
    return head.startswith((_PLAIN, _LOCKED)) and bool(head[4:12].translate(None, _TEXT))


PARQUET = Reader("parquet", _fits, read_parquet)
