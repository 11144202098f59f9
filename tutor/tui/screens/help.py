"""Help for a screen: what it is for, and every key that works there."""

from collections.abc import Iterable, Iterator

from textual.binding import Binding
from textual.content import Content
from textual.dom import DOMNode

from tutor.tui.screens.sheet import Sheet


class HelpSheet(Sheet):
    """A screen's HELP, and the bindings of these nodes."""

    def __init__(self, text: str, nodes: Iterable[DOMNode]) -> None:
        keys = [Content.assemble((f"{keys:<16}", "bold"), what) for keys, what in _rows(nodes)]
        super().__init__("Help", Content("\n").join([Content(text), Content(""), *keys]))


def _rows(nodes: Iterable[DOMNode]) -> Iterator[tuple[str, str]]:
    """Each thing that can be done: its keys, and what it does."""
    keys: dict[str, list[str]] = {}
    for node in nodes:
        for binding in _bindings(node):
            if binding.tooltip and not binding.system:
                shown = node.app.get_key_display(binding)
                listed = keys.setdefault(binding.tooltip, [])
                if shown not in listed:
                    listed.append(shown)
    for what, shown_keys in keys.items():
        yield "  ".join(shown_keys), what


def _bindings(node: DOMNode) -> Iterator[Binding]:
    """A node's bindings, its own before those it inherits and does not bind again."""
    bound: set[str] = set()
    for each in type(node).__mro__:
        own = list(Binding.make_bindings(vars(each).get("BINDINGS", ())))
        yield from (binding for binding in own if binding.key not in bound)
        bound.update(binding.key for binding in own)
