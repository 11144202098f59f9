"""Help for a screen: what it is for, every key that works there, and words to know."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from textual.app import App
from textual.binding import Binding
from textual.content import Content
from textual.dom import DOMNode
from textual.keys import key_to_character
from textual.style import Style

from tutor.core.glossary import WORDS
from tutor.tui.screens.sheet import Sheet

KEYS = 16  # cells for the keys
WIDEST, AROUND = 84, 8  # of a sheet, and what is not text in its width


class HelpSheet(Sheet):
    """A screen's HELP, and the bindings of these nodes; a click on one does what its key does."""

    DEFAULT_CSS = """
    HelpSheet #text > Static {
        link-color: $foreground; link-background: transparent; link-style: none;
        link-color-hover: $foreground; link-background-hover: transparent;
        link-style-hover: underline;
    }
    """

    def __init__(self, text: str, nodes: Sequence[DOMNode]) -> None:
        room = min(WIDEST, nodes[0].app.size.width * 9 // 10) - AROUND
        keys = [line for row in _rows(nodes) for line in _listed(*row, room)]
        words = [line for row in WORDS.items() for line in _beside(*row, room)]
        heading = Content("Words").stylize("bold")
        lines = [Content(text), Content(""), *keys, Content(""), heading, *words]
        super().__init__("Help", Content("\n").join(lines))
        self.bound = {
            binding.key: (binding.action, node)
            for node in reversed(nodes)
            for binding in _bindings(node)
        }

    def action_press(self, key: str) -> None:
        """What the key does, on the screen below."""
        self.dismiss()
        self.app.call_later(_press, self.app, key, self.bound[key])


async def _press(app: App[Any], key: str, bound: tuple[str, DOMNode]) -> None:
    """Press a key; where it would be a letter in a field, do what it is bound to."""
    focused = app.screen.focused
    if focused is None or not focused.check_consume_key(key, key_to_character(key)):
        app.simulate_key(key)
    else:
        await app.run_action(*bound)


def _listed(key: str, keys: str, whats: Iterable[str], width: int) -> Iterator[Content]:
    """Keys, and beside them all that they do; a click presses the first."""
    pressed = Style.from_meta({"@click": ("screen.press", (key,))})
    for what in whats:
        for line in _beside(keys, what, width):
            yield line.stylize(pressed)
        keys = ""


def _beside(name: str, what: str, width: int) -> Iterator[Content]:
    """A name in bold, and beside it what it is."""
    for line in Content(what).wrap(max(20, width - KEYS)):
        yield Content.assemble((f"{name:<{KEYS}}", "bold"), line)
        name = ""


def _rows(nodes: Iterable[DOMNode]) -> Iterator[tuple[str, str, list[str]]]:
    """Each key once, with those that do the same, and what they do at different times."""
    keys: dict[str, list[str]] = {}
    pressed: dict[str, str] = {}  # by how a key is shown
    for node in nodes:
        for binding in _bindings(node):
            if binding.tooltip and not binding.system:
                shown = node.app.get_key_display(binding)
                listed = keys.setdefault(binding.tooltip, [])
                pressed.setdefault(shown, binding.key)
                if shown not in listed:
                    listed.append(shown)
    rows: list[tuple[list[str], list[str]]] = []
    place: dict[str, int] = {}
    for what, shown_keys in keys.items():
        if new := [key for key in shown_keys if key not in place]:
            place |= dict.fromkeys(new, len(rows))
            rows.append((new, [what]))
        else:
            rows[place[shown_keys[0]]][1].append(what)
    yield from ((pressed[listed[0]], "  ".join(listed), whats) for listed, whats in rows)


def _bindings(node: DOMNode) -> Iterator[Binding]:
    """A node's bindings, its own before those it inherits and does not bind again."""
    bound: set[str] = set()
    for each in type(node).__mro__:
        own = list(Binding.make_bindings(vars(each).get("BINDINGS", ())))
        yield from (binding for binding in own if binding.key not in bound)
        bound.update(binding.key for binding in own)
