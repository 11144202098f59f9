"""A line as it was typed, with a caret under the place of an error."""

from rich.cells import cell_len

from tutor.core.text import harmless


def caret(text: str, column: int, width: int = 76) -> tuple[str, str]:
    """The text around a column (counted from 1), harmless, and the line with the caret below it."""
    at = min(max(column - 1, 0), len(text))
    start = 0 if len(text) <= width else max(0, min(at - width // 2, len(text) - width))
    shown = text[start : start + width]
    line = harmless(shown).replace("\n", "␊").replace("\t", "␉")
    return line, " " * cell_len(line[: at - start]) + "^"
