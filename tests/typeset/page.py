"""The page about mathematics, its tables made from what the tests check.

python -m tests.typeset.page writes them into docs/mathematics.md.
"""

from collections.abc import Iterable
from pathlib import Path

from tests.typeset.construct import Construct
from tests.typeset.constructs import CONSTRUCTS
from tutor.typeset import named_commands, symbols
from tutor.typeset.tree import Kind, Symbol

PAGE = Path(__file__).parents[2] / "docs" / "mathematics.md"
_BEGIN = "<!-- from here on written by python -m tests.typeset.page -->\n"


def page(old: str) -> str:
    """The page with its tables made anew."""
    prose, begin, _ = old.partition(_BEGIN)
    assert begin, "the page has lost the mark where its tables begin"
    sections = [_section(title, group) for title, group in CONSTRUCTS.items()]
    return "\n".join([prose + begin, *sections, _commands()])


def _section(title: str, group: Iterable[Construct]) -> str:
    lines = [f"### {title}", ""]
    for construct in group:
        rows = [f"    {row}".rstrip() for row in construct.rows]
        lines += ["```text", construct.source, "", *rows, ""]
        lines += [f"line   {construct.line}", f"words  {construct.words}", "```", ""]
    return "\n".join(lines)


def _commands() -> str:
    def table(wanted: Iterable[tuple[str, Symbol]]) -> str:
        return ", ".join(f"`\\{name}` {symbol.plain}" for name, symbol in wanted) + "."

    def of(kind: Kind) -> str:
        return table((n, s) for n, s in symbols.SYMBOLS.items() if s.kind is kind)

    def named(names: Iterable[str]) -> str:
        return ", ".join(f"`\\{name}`" for name in names) + "."

    environments = {*named_commands.MATRICES, *named_commands.CASES}
    environments |= named_commands.ALIGNED | named_commands.GATHERED
    plain: list[str] = []
    limits: list[str] = []
    for name, operator in named_commands.NAMES.items():
        (limits if operator.limits else plain).append(name)
    return "\n\n".join(
        [
            "## Every command",
            "**Signs.** " + of(Kind.ORDINARY),
            "**Between two terms.** " + of(Kind.BINARY),
            "**Relations and arrows.** " + of(Kind.RELATION),
            "**Big ones, with limits.** " + of(Kind.BIG),
            "**Fences.** "
            + table(
                (name, symbol)
                for name, symbol in symbols.SYMBOLS.items()
                if symbol.kind in (Kind.OPEN, Kind.CLOSE, Kind.BARS) and symbol.char != "!"
            ),
            "**Named operators.** " + named(plain),
            "**Named operators with limits below.** " + named(limits),
            "**Styles of letters.** " + named(named_commands.STYLES),
            "**Accents.** " + named(named_commands.ACCENTS),
            "**Text.** " + named(sorted(named_commands.TEXTS)),
            "**Environments.** " + ", ".join(f"`{name}`" for name in sorted(environments)) + ".",
            "**Read, and of no effect in a terminal.** "
            + named(sorted(named_commands.UNSEEN))
            + "\n",
        ]
    )


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
