"""Names of files that are about to become another, or are none of a person's making."""

_ENDINGS = (
    ".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload", ".download", ".downloading", ".opdownload",
    ".td", ".xltd", ".swp", ".lock",
)  # fmt: skip
"""Half-done downloads of browsers, of WinSCP and of Thunder; what editors and locks leave."""

_SYSTEM = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini"})


def is_passing(name: str) -> bool:
    """Whether to leave a file of this name alone.

    A dot begins hidden files, LibreOffice's locks and what macOS puts beside a file; a tilde begins the owner files
    of Excel and WPS and their half-saved ones, and ends a backup.
    """
    folded = name.casefold()
    return folded.startswith((".", "~")) or folded.endswith(("~", *_ENDINGS)) or folded in _SYSTEM
