"""Lines as pixels: one upright run a column, faster and finer than strokes once there are as many points as pixels.

A line that crosses a column by a height d is covered like the stroke it is: a box as high as the pen, smeared over d.
Where several points lie in a column, all between their extremes is covered.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desk_app.domain.curve.curve import Floats, Places

Pixels = NDArray[np.uint32]
_FEW = 40  # columns that are still worth a step of their own


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """A rectangle of an opaque picture: `pixels` is all of it, as one row of 0xffRRGGBB."""

    pixels: Pixels
    stride: int
    left: int
    top: int
    height: int


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """Columns from `top` down to `bottom`, in pixels from the field's upper edge; NaN where there is nothing."""

    top: Floats
    bottom: Floats
    many: "NDArray[np.bool_]"

    @property
    def size(self) -> float:
        """About how many pixels they cover."""
        return float(np.nansum(self.bottom - self.top)) + 3.0 * len(self.top)


def draw_crisp(field: Field, runs: Runs, colour: int, pen: int) -> None:
    """Whole pixels, `pen` of them at least: for pictures so full that smooth edges are not seen."""
    columns = np.flatnonzero(runs.top == runs.top)
    top = np.floor(runs.top[columns] - (pen - 1) / 2).clip(0, field.height).astype(np.int64)
    bottom = np.floor(runs.bottom[columns] + (pen + 1) / 2).clip(0, field.height).astype(np.int64)
    lengths = bottom - top
    places = (top + field.top) * field.stride + field.left + columns
    for wider in range(pen):
        inside = columns >= wider
        _fill(field, places[inside] - wider, lengths[inside], np.uint32(colour))


def _fill(field: Field, places: Places, lengths: Places, colour: np.uint32) -> None:
    """Runs down from `places`: a row of all that are so long at a time, the few that are longest pixel by pixel."""
    order = np.argsort(-lengths.astype(np.int16), kind="stable")
    places, lengths = places[order], lengths[order]
    ends = np.searchsorted(-lengths, -np.arange(int(lengths[0]) if len(lengths) else 0), side="left").tolist()
    row = 0
    for count in ends:
        if count < _FEW:
            break
        field.pixels[places[:count]] = colour
        places[:count] += field.stride
        row += 1
    left = (lengths - row).clip(0)
    rest, run = _rows(left)
    field.pixels[places[run] + rest * field.stride] = colour


def draw_smooth(field: Field, runs: Runs, colour: int, pen: float) -> None:
    """With soft edges."""
    columns = np.flatnonzero(runs.top == runs.top)
    top, bottom, many = runs.top[columns], runs.bottom[columns], runs.many[columns]
    middle, crossed = (top + bottom) / 2, bottom - top
    smear = np.where(many, 1.0, crossed.clip(1.0))
    height = np.where(many, crossed + pen + 1.0, pen * np.sqrt(1.0 + crossed**2) + crossed.clip(1.0)) / 2
    first = np.floor(middle - height).clip(0, field.height).astype(np.int64)
    lengths = np.ceil(middle + height).clip(0, field.height).astype(np.int64) - first
    rest, run = _rows(lengths.clip(0))
    places = (first + field.top) * field.stride + field.left + columns
    cover = height[run] - np.abs(rest + (first + 0.5 - middle)[run])
    if not many.all():
        cover /= smear[run]
    _blend(field.pixels, places[run] + rest * field.stride, colour, (cover.clip(0.0, 1.0) * 256).astype(np.uint32))


def _rows(lengths: Places) -> tuple[Places, Places]:
    """For runs end to end: each place's number in its run, and its run's number."""
    ends = lengths.cumsum()
    run = np.repeat(np.arange(len(lengths)), lengths)
    return np.arange(len(run)) - (ends - lengths)[run], run


def _blend(pixels: Pixels, places: Places, colour: int, cover: Pixels) -> None:
    """Lay a colour over pixels; `cover` in 256ths. Red and blue are reckoned together, green by itself."""
    behind = pixels[places]
    left = np.uint32(256) - cover
    mixed = ((behind & 0xFF00FF) * left + np.uint32(colour & 0xFF00FF) * cover) >> 8 & 0xFF00FF
    mixed |= ((behind & 0x00FF00) * left + np.uint32(colour & 0x00FF00) * cover) >> 8 & 0x00FF00
    pixels[places] = mixed | np.uint32(0xFF000000)
