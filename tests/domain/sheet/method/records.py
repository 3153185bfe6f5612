"""A record for a methodology, with something of everything in it."""

from datetime import datetime, timedelta, timezone

from desk_app.domain.base.period import Every
from desk_app.domain.index.fate import Fate
from desk_app.domain.index.group import GROUPS, Group
from desk_app.domain.index.method_record import (
    GroupChange,
    Made,
    Member,
    MethodRecord,
    MethodUse,
    Restated,
    RulesChange,
    SourceCount,
    Span,
)
from desk_app.domain.index.rules import Rules
from desk_app.domain.index.value_row import ValueRow
from desk_app.domain.sheet.method.document import methodology_sheet
from desk_app.paper.markdown import markdown
from desk_app.paper.method_text import method_text

AT = datetime(2026, 3, 2, 17, 5, tzinfo=timezone(timedelta(hours=8)))
LATEST = ValueRow("2026-W09", 104.125, "ok", "B", 41, 312.5, 3, 4, 0.75, 0.031, 0.42, 2, 7)
OXIDE = Member("prnd_oxide", None, 30, 250.0, "2026-01-05", "2026-02-27")
METAL = Member("prnd_metal", None, 11, 62.5, "2026-01-06", "2026-02-26")
RULES = Rules({"": 0.05, "prnd_oxide": 0.5}, {"prnd_oxide": 99.25}, frozenset({"甲", "乙"}), frozenset({"平台"}))

PLAIN = MethodRecord("composite", GROUPS[0])
PRICE = MethodRecord("prnd_oxide", None, members=(OXIDE,))
FULL = MethodRecord(
    code="own",
    group=Group("own", "自选", "Own choice", products=("prnd_oxide", "prnd_metal"), weights={"prnd_oxide": 3.5}),
    rules=RULES,
    owner="甲公司",
    contact="desk@example.com",
    sample=True,
    members=(OXIDE, METAL),
    untraded=0,
    sources=(SourceCount("平台", 25, "2026-01-05", "2026-02-27"), SourceCount("", 18, "2026-01-06", "2026-02-26")),
    fates={Fate.OUTLIER: 2, Fate.INCLUDED: 7, Fate.EXCLUDED: 5},
    spans=(Span(Every.WEEK, "2026-W02", 100.0, LATEST, 8, 1),),
    published={Every.WEEK: 6},
    restated=(Restated(Every.WEEK, "2026-W08", 2, 103.5, AT, "王", "录入错误"),),
    made=Made(12, AT, "ab" * 32),
    methods=(MethodUse("ccdi-flash/1", AT - timedelta(days=50), AT, 12),),
    rules_log=(RulesChange(AT - timedelta(days=20), "李", RULES),),
    group_log=(GroupChange(AT - timedelta(days=60), None),),
)


def said(record: MethodRecord, language: str) -> str:
    """The whole document as Markdown."""
    return markdown(method_text(methodology_sheet(record), AT, language))
