"""The formulas of a text without any other markup, as most cards are: found without a scan."""

from tutor.markdown.spans import Part, Span

# What else the scan looks at, and what lets a dollar in a formula be none that ends it.
_MORE = ("[", "`", "<!--", "~~~", "$$", "\\$", "\\(", "\\text", "box")


def formulas_alone(text: str, start: int) -> list[Span] | None:
    """The spans of a text that begins at `start` of a file; None if it must be scanned.

    Every dollar begins or ends a formula within its line, as `scanner.Scan` would have it.
    """
    for sign in _MORE:
        if sign in text:
            return None
    pieces = text.split("$")
    if len(pieces) % 2 == 0:
        return None
    spans = []
    at = start + len(pieces[0])
    for index in range(1, len(pieces), 2):
        inside, after = pieces[index], pieces[index + 1]
        if inside.strip() != inside or "\n" in inside or "0" <= after[:1] <= "9":
            return None
        end = at + len(inside) + 2
        spans.append(Span(Part.MATHS, at, end))
        at = end + len(after)
    return spans
