"""Figures as axes and readings write them."""


def figure(value: float, places: int) -> str:
    """With thousands commas; a minus that is as wide as a plus."""
    text = f"{value:,.{places}f}"
    return text.replace("-", "\N{MINUS SIGN}") if float(text.replace(",", "")) else text.lstrip("-")


def signed(value: float, places: int) -> str:
    """The same with its sign."""
    text = figure(value, places)
    return f"+{text}" if value > 0 and any(digit in "123456789" for digit in text) else text
