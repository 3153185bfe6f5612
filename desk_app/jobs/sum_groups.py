"""What the groups of products have added to a change: sums of their products' percent points."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from desk_app.jobs.explain_index import Input
from desk_app.jobs.index_request import asked
from desk_app.jobs.open_desk import Desk


@dataclass(frozen=True, slots=True)
class GroupPoints:
    """`part_of_whole`: its products are also counted in other groups; such sums must not be added up."""

    code: str
    points: float
    part_of_whole: bool


def sum_groups(desk: Desk, inputs: Iterable[Input]) -> tuple[GroupPoints, ...]:
    """Every group that has some of the products, but not all; inputs without points add nothing."""
    wanted = asked(desk)
    points = {one.product: one.points for one in inputs if one.points is not None}
    found = []
    for group in wanted.groups:
        members = group.members(wanted.products, points)
        if 0 < len(members) < len(points):
            total = math.fsum(points[key] or 0.0 for key in members)
            found.append(GroupPoints(group.code, total, group.part_of_whole))
    return tuple(found)
