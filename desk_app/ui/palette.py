"""The palettes as data: `resources/themes/light.toml` and `dark.toml`, the same names in both."""

import tomllib
from dataclasses import dataclass
from functools import cache
from string import Template

from desk_app.assets import resource, resource_text

SCHEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Palette:
    """One scheme's colours by name ("#RRGGBB" or "#AARRGGBB"), and the colours of curves in order."""

    scheme: str
    colours: dict[str, str]
    series: tuple[str, ...]

    def __getitem__(self, name: str) -> str:
        return self.colours[name]

    @property
    def dark(self) -> bool:
        return self.scheme == "dark"


@cache
def palette(scheme: str) -> Palette:
    """The palette of "light" or "dark"."""
    table = tomllib.loads(resource_text("themes", f"{scheme}.toml"))
    series = tuple(table.pop("series"))
    return Palette(scheme, table, series)


def style_sheet(of: Palette) -> str:
    """The program's one style sheet, in these colours."""
    icons = {f"icon_{way}": resource("icons", f"chevron-{way}-{of.scheme}.svg").as_posix() for way in ("up", "down")}
    return Template(resource_text("themes", "desk.qss")).substitute(of.colours, **icons)
