"""Code in the styles of its parts: keywords, names, strings, numbers and comments."""

from collections.abc import Iterator, Sequence

from tutor.typeset.paragraph import Line, Span
from tutor.width import chop

PLAIN = "code"
LONGEST = 3_000  # characters; more would hold up the screen
# Those whose lexers are known to be quick on any text, by how a fence may name them.
LANGUAGES = {
    name: lexer
    for lexer, names in (
        ("python", "python py python3"),
        ("r", "r"),
        ("julia", "julia jl"),
        ("c", "c"),
        ("cpp", "cpp c++"),
        ("java", "java"),
        ("javascript", "javascript js"),
        ("typescript", "typescript ts"),
        ("rust", "rust rs"),
        ("go", "go"),
        ("haskell", "haskell hs"),
        ("bash", "bash sh shell"),
        ("sql", "sql"),
        ("json", "json"),
        ("toml", "toml"),
    )
    for name in names.split()
}


def code_lines(lines: Sequence[str], language: str, width: int) -> Iterator[Line]:
    """The lines of code, no piece of them wider than `width`."""
    text = "\n".join(line.expandtabs(4) for line in lines)
    rows: list[list[Span]] = [[]]
    for span in _spans(text, language):
        for number, part in enumerate(span.text.split("\n")):
            if number:
                rows.append([])
            rows[-1].append(Span(part, span.style))
    for row in rows:
        yield from _chopped(row, width)


def _spans(text: str, language: str) -> Iterator[Span]:
    name = LANGUAGES.get(language.casefold())
    if name is None or len(text) > LONGEST:
        yield Span(text, PLAIN)
        return
    from pygments.lexers import get_lexer_by_name  # few cards have code: it takes its time
    from pygments.token import Comment, Keyword, Name, Number, Operator, String

    styles = (
        (Comment, "code-comment"),
        (Keyword, "code-keyword"),
        (Operator.Word, "code-keyword"),
        (String, "code-string"),
        (Number, "code-number"),
        (Name.Function, "code-name"),
        (Name.Class, "code-name"),
        (Name.Decorator, "code-name"),
    )
    lexer = get_lexer_by_name(name, stripnl=False, ensurenl=False)
    found = [
        Span(part, next((style for kind, style in styles if token in kind), PLAIN))
        for token, part in lexer.get_tokens(text)
    ]
    # It would be another text if the lexer left something out or added something.
    yield from found if "".join(span.text for span in found) == text else [Span(text, PLAIN)]


def _chopped(row: Sequence[Span], width: int) -> Iterator[Line]:
    """A line in pieces, the styles kept."""
    rest = [span for span in row if span.text]
    for piece in chop("".join(span.text for span in row), width):
        line: list[Span] = []
        room = len(piece)
        while rest and room:
            span = rest.pop(0)
            line.append(span._replace(text=span.text[:room]))
            if len(span.text) > room:
                rest.insert(0, span._replace(text=span.text[room:]))
            room -= len(line[-1].text)
        yield tuple(line)
