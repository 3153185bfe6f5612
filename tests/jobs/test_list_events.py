"""Announced ore prices and policy: every mark with a source, nothing known better than it is."""

import re
from datetime import date

from desk_app.domain.curve.event import Kind
from desk_app.jobs.list_events import ore_prices, policy
from desk_app.jobs.load_price_list import load_price_list


def test_every_announced_price_is_on_the_day_it_was_announced() -> None:
    events = {event.day: event for event in ore_prices()}
    assert len(events) == len(load_price_list().prices)
    first = events[date(2026, 1, 9)]
    assert first.zh == (
        "2026Q1 稀土精矿公布价 26,834.00 元/干吨（不含税，REO=50 %，每 1 % 调整 536.68 元），同口径较 2025Q4 +2.40 %"
    )
    assert first.en.endswith(", +2.40 % against 2025Q4 on the same basis")
    assert first.source.endswith("https://reportify.cn/news/1207132606290857984")


def test_a_day_that_is_not_known_is_said_to_be_the_periods_first() -> None:
    events = {event.day: event for event in ore_prices()}
    for price in load_price_list().prices:
        event = events[price.announced_on or price.effective_from]
        assert ("公告日期未知，标在期间首日" in event.zh) == (price.announced_on is None)
        assert ("not known, shown on the period's first day" in event.en) == (price.announced_on is None)
        assert ("转引，未见原公告" in event.zh) == (price.confidence == "second-hand")
    assert "不晚于该日公告" in events[date(2023, 7, 11)].zh
    assert "revised proposal" in events[date(2022, 10, 26)].en


def test_the_change_says_against_what() -> None:
    by_period = {event.en[:6]: event for event in ore_prices()}
    assert "同口径较 2022H1 +41.24 %" in by_period["2022H2"].zh
    assert "同口径较 2023Q3 +2.78 %" in by_period["2024Q1"].zh
    assert "较" not in by_period["2022H1"].zh


def test_no_policy_without_a_source() -> None:
    assert len(policy()) > 10
    for event in policy():
        assert event.kind is Kind.POLICY
        assert event.number is None
        assert re.fullmatch(r"\S.* https?://\S+", event.source)
        assert 8 < len(event.zh) < 60
        assert 20 < len(event.en) < 120
        assert re.search(r"[\u4e00-\u9fff]", event.zh)
        assert not re.search(r"[\u4e00-\u9fff]", event.en)


def test_policy_is_in_the_order_of_its_days_and_never_twice() -> None:
    days = [event.day for event in policy()]
    assert days == sorted(days)
    assert len({(event.day, event.zh) for event in policy()}) == len(days)
