"""What is asked for by name: exactly that, or refused with the names that come near. A slip computes nothing."""

import difflib
from collections.abc import Iterable
from typing import Protocol, TypeVar

from desk_app.domain.base.problem import Refused, refuse

_NEAR = 5


class _Named(Protocol):
    @property
    def name(self) -> str: ...


NamedT = TypeVar("NamedT", bound=_Named)


def named(items: Iterable[NamedT], name: str, key: str) -> NamedT:
    """The item of that name; `Refused` by `key` otherwise."""
    found = {item.name: item for item in items}
    if name not in found:
        raise unknown(key, name, tuple(found))
    return found[name]


def unknown(key: str, name: str, known: tuple[str, ...]) -> Refused:
    """A name there is not, with the near ones, or else the first of those there are."""
    near = difflib.get_close_matches(name.lower(), known, _NEAR, 0.5) or known[:_NEAR]
    return refuse(key, name=name[:60], near=", ".join(near))
