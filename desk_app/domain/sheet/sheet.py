"""A sheet is data: its kind, what a list shows of it, and its blocks in printed order."""

from collections.abc import Mapping
from dataclasses import dataclass

from desk_app.domain.sheet.block import Block

DRAFT = "draft"
"""The state of a sheet nobody has approved: printed with a watermark, without a number."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`kind` is a key of `SHEETS`; `head` the name over the title, or empty. Figures are as they were when drafted.

    `summary` holds what a list shows: period, against, contract, seller, buyer, price, total; of a receipt, period,
    about (its file) and batch.
    """

    kind: str
    head: str
    summary: Mapping[str, str]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class SheetKind:
    """`key` as on the command line; its title is `sheet.title.<name>`, its template `<name>.typ`."""

    key: str

    @property
    def name(self) -> str:
        return self.key.replace("-", "_")
