"""What a deck is about: the first line of text in the README.md of its folder."""

from pathlib import Path

from tutor.core.text import one_line

NAME = "README.md"
_MOST = 4_096  # bytes that are read
_LONGEST = 200  # characters that are shown


def about(folder: str) -> str:
    """That line, or "" where there is none that can be read."""
    path = Path(folder) / NAME
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            text = file.read(_MOST).decode("utf-8-sig", errors="replace")
    except (OSError, ValueError):
        return ""
    lines = (line.strip() for line in text.splitlines())
    said = next((line for line in lines if line and not line.startswith(("#", "---", "```"))), "")
    return one_line(said)[:_LONGEST]
