"""Tables on a terminal."""

from desk_app.cli.columns import columns, width


def test_a_chinese_sign_is_two_columns_wide() -> None:
    assert width("湿重 60 t") == 9


def test_columns_line_up() -> None:
    made = list(columns([("步骤", "值"), ("a", "12.5")], frozenset({1})))
    assert made == ["步骤    值", "a     12.5"]
