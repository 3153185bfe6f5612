"""Who, why, when: what is kept in somebody's name."""

from datetime import datetime

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.jobs.in_writing import china_text, needs_name, needs_reason, now_text


def test_a_name_and_a_reason_are_needed() -> None:
    for needs, key in ((needs_name, "name_needed"), (needs_reason, "reason_needed")):
        needs("李敏")
        for nothing in ("", " \t"):
            with pytest.raises(Refused) as refused:
                needs(nothing)
            assert refused.value.problem.key == key


def test_moments_are_kept_in_utc_and_told_in_chinas_time() -> None:
    assert datetime.fromisoformat(now_text()).utcoffset() == datetime.fromisoformat("2026-01-01T00:00Z").utcoffset()
    assert china_text("2026-11-28T19:33:46.000001+00:00") == "2026-11-29 03:33"
