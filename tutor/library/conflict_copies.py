"""The copies that file syncs make of a file which two machines changed, known by their names."""

import re

from tutor.core.fault import Fault

_WORD = r"(?:conflict|konflikt|conflit|conflitto|conflicto|conflito)"
_DATE = r"\d{4}-\d\d-\d\d"
_MARK = (
    # Syncthing: "deck.sync-conflict-20260101-120000-ABCDEFG.md"
    r"\.sync-conflict-\d{8}-\d{6}(?:-[A-Z0-9]{7})?"
    # Dropbox, Nextcloud, Seafile: "deck (Ann's conflicted copy 2026-01-01).md", in any language
    rf"| \([^()]*(?:{_WORD}[^()]*{_DATE}|conflicted copy|case conflict)[^()]*(?:\(\d+\))?\)"
    # ownCloud: "deck_conflict-20260101-120000.md"; Synology: "deck_pc_Jan-01-1200-2026_Conflict.md"
    r"|_conflict-\d{8}-\d{6}|_[^_]+_[A-Z][a-z]{2}-\d\d-\d{4,6}-\d{4}_Conflict"
    # pCloud and Resilio: "deck [conflicted].md", "deck.Conflict.md"
    r"| \[conflicted(?: \d+)?\]|\.Conflict"
)


def conflict_with(name: str) -> str:
    """The name of the file that this is a conflict copy of, by its name, or ""."""
    lower = name.lower()
    if "confli" not in lower and "konflikt" not in lower:
        return ""  # as of nearly all: the pattern is compiled for the others
    original = re.sub(_MARK, "", name, count=1, flags=re.IGNORECASE)
    return original if original != name else ""


def conflict_copy(path: str, original: str) -> Fault:
    """What to do about such a copy beside its original."""
    message = (
        f"this is a copy that a file sync made of {original} when two machines had changed it; it "
        "is not read: take over what is missing there, then delete the copy"
    )
    return Fault(path, 0, message)
