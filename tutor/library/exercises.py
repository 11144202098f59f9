"""Exercise files: what a TOML deck file holds."""

from tutor.library.parsed import ParsedFile


def exercise_cards(data: bytes, path: str) -> ParsedFile:
    """The exercises in a TOML file's bytes."""
    return ParsedFile("", (), (), ())
