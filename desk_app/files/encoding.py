"""Bytes to text by the ladder BOM, strict UTF-8, strict GB18030. No statistics: they call small GB files Big5."""

import codecs

from desk_app.domain.base.problem import refuse

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 (BOM)"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_LADDER = (("utf-8", "UTF-8"), ("gb18030", "GB18030"))
_CONTROL = bytes(sorted(frozenset(range(32)) - {9, 10, 11, 12, 13, 26}))


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text and the encoding's name; `Refused` for what is no text."""
    for bom, codec, shown in _BOMS:
        if data.startswith(bom):
            return _strict(data, codec, name), shown
    if len(data.translate(None, _CONTROL)) != len(data):
        raise refuse("file_not_a_table", file=name)
    for codec, shown in _LADDER:
        try:
            return data.decode(codec), shown
        except UnicodeDecodeError:
            continue
    raise refuse("file_encoding_unknown", file=name)


def _strict(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise refuse("file_encoding_unknown", file=name) from error
