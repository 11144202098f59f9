"""LaTeX mathematics read into a tree: one pass, bounded depth, and faults that spare the rest."""

from bisect import bisect_right
from collections.abc import Mapping
from types import MappingProxyType

from tutor.core.text import harmless
from tutor.typeset.commands import COMMANDS, INFIXES
from tutor.typeset.definitions import defines, write_out
from tutor.typeset.lexer import MAX_LENGTH, Complaints, Refused, tokens
from tutor.typeset.reader import Reader
from tutor.typeset.tree import Fault, Formula, Node, Unknown


def parse(source: str, macros: Mapping[str, str] = MappingProxyType({})) -> Formula:
    """Read a formula; what cannot be read is a fault and stands in the tree as Unknown."""
    shown = harmless(source)
    complaints = Complaints()
    tree: Node
    try:
        if len(shown) > MAX_LENGTH:
            raise Refused(f"this formula is longer than {MAX_LENGTH:,} characters", 0)
        read = tokens(shown)
        if macros or defines(shown):
            read = write_out(read, macros, complaints)
        tree = Reader(read, len(shown), complaints, COMMANDS, INFIXES).whole()
    except Refused as refused:
        complaints.add(refused.offset, refused.message)
        tree = Unknown(" ".join(shown.split()))
    return Formula(shown, tree, _placed(complaints, shown))


def _placed(complaints: Complaints, source: str) -> tuple[Fault, ...]:
    if not complaints.by_offset:
        return ()
    starts = [0, *(i + 1 for i, c in enumerate(source) if c == "\n")]
    faults = []
    for offset, message in sorted(complaints.by_offset.items()):
        line = bisect_right(starts, offset)
        faults.append(Fault(message, offset, line, offset - starts[line - 1] + 1))
    return tuple(faults)
