"""One construct of the notation, and how it must be set."""

from typing import NamedTuple


class Construct(NamedTuple):
    """A formula and how it must be set; `rows` end where they end, without padding."""

    source: str
    rows: tuple[str, ...]
    line: str
    words: str
    baseline: int = 0
