"""A chart as a page of A4: drawn lines, fonts embedded, text that can be searched and copied."""

from collections.abc import Mapping
from datetime import UTC, datetime

from desk_app.paper.typst_pdf import typst_pdf


def chart_pdf(drawing: bytes, facts: Mapping[str, object], language: str) -> bytes:
    """`drawing` is the chart as SVG; `facts` is written round it: title, legend, foot (whose it is, when taken)."""
    legend = facts["legend"]
    names = [str(entry["text"]) for entry in legend] if isinstance(legend, list) else []
    data = {**facts, "chart": drawing.decode(), "alt": "; ".join(names), "lang": language[:2]}
    return typst_pdf("curves", data, datetime.now(UTC))
