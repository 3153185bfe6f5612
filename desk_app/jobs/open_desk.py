"""Open a data folder as a desk."""

from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from desk_app.store.database import FILE_NAME, Connections, open_connections

if TYPE_CHECKING:
    from sqlite_utils import Database

    from desk_app.domain.index.product_days import ProductDays


class Desk:
    """One data folder, open. Every thread has its own connection through `database`."""

    def __init__(self, folder: Path, connections: Connections) -> None:
        self.folder = folder
        self.kept_days: tuple[int, ProductDays] | None = None
        """The product-day table as the last build of this program left it, and the trades' revision it stands for."""
        self._connections = connections

    @property
    def database(self) -> "Database":
        """The calling thread's database."""
        return self._connections.here()

    def close(self) -> None:
        """Close it; no job may be running."""
        self._connections.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def is_desk(folder: Path) -> bool:
    """Whether a desk was ever opened in `folder`."""
    return (folder / FILE_NAME).is_file()


def open_desk(folder: Path) -> Desk:
    """Open `folder`, made if it is not there; `Refused` when it can't be used."""
    return Desk(folder, open_connections(folder))
