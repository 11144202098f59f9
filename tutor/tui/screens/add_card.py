"""A form for a new card: its text is set and checked as one types, and added to a deck file."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from tutor.core.kind import Kind
from tutor.core.text import counted, one_line
from tutor.errors import TutorError
from tutor.settings import Notation
from tutor.study.adding import CLOZE, DEFAULT_DECK, KINDS, Added, Typed, looked_at, tags, target
from tutor.tui import messages
from tutor.tui.card_text import set_text
from tutor.tui.line import STAY, Line
from tutor.tui.study_screen import StudyScreen, show_changes
from tutor.tui.study_worker import StudyWorker
from tutor.tui.widgets.card_field import CardField, CardLine
from tutor.tui.widgets.key_bar import KeyBar
from tutor.tui.widgets.pane import Pane
from tutor.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from tutor.library.parsed import ParsedCard

_MOST_NAMES = 6  # of decks
_WARNING = "This card is not added yet. Press esc again to leave without it"


class AddScreen(StudyScreen[None]):
    """The fields of a card, and below them the card as it will be."""

    AUTO_FOCUS = "#question"
    CSS_PATH = "add_card.tcss"
    HELP = (
        "Type a card: its question and answer, or for a cloze its text, with what is to be "
        "recalled in square brackets: [like this]. Below it you see how it will look, and what "
        "is wrong with it. It is added at the end of the deck's file; a deck that is not there "
        "yet is begun."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "add", "add", priority=True, tooltip="Add the card to the deck"),
        Binding("f2,ctrl+t", "kind", "kind", priority=True, tooltip="Another kind of card"),
        Binding(
            "tab", "app.focus_next", "next field", priority=True, tooltip="Go to the next field"
        ),
        Binding(
            "shift+tab",
            "app.focus_previous",
            "Back",
            show=False,
            priority=True,
            tooltip="To the field before",
        ),
        Binding("escape", "leave", "leave", priority=True, tooltip="Leave the form"),
    ]

    bar = getters.query_one(TopBar)
    deck = getters.query_one("#deck", Input)
    kinds = getters.query_one("#kind", Static)
    question = getters.query_one("#question", CardField)
    answer = getters.query_one("#answer", CardField)
    tags = getters.query_one("#tags", Input)
    pane = getters.query_one(Pane)

    def __init__(self, worker: StudyWorker, deck: str = "") -> None:
        super().__init__(worker)
        self.named = deck
        self.kind = KINDS[0]
        self.warned = False
        self.has_come = False
        self.names: Sequence[str] = ()  # of the decks that there are

    def compose(self) -> ComposeResult:
        """The fields, from the deck to the tags, and the preview."""
        yield TopBar()
        with Horizontal(id="above"):
            yield CardLine("Deck", id="deck", value=self.named or DEFAULT_DECK)
            yield Static(id="kind")
        yield CardField("Question", id="question")
        yield CardField("Answer", id="answer")
        yield CardLine("Tags, with commas between", id="tags")
        yield Pane()
        yield self.notice
        yield KeyBar()

    def on_mount(self) -> None:
        """Fetch the names of the decks."""
        self.bar.about = ("Add a card",)
        self._show_kind()
        self.fetch()

    @work
    async def fetch(self) -> None:
        """The names of the decks, to complete one that is typed."""
        try:
            await self.worker.open_decks()
        except TutorError as error:
            self.notice.say(str(error))
            return
        self.has_come = True
        self._know_decks()
        self.look()

    def _know_decks(self) -> None:
        self.names = [deck.name for deck in self.worker.study.decks.shelf.decks]
        self.deck.suggester = SuggestFromList(self.names, case_sensitive=False)

    def on_text_area_changed(self) -> None:
        """Look at what was typed; what was said before is not said of it."""
        self.warned = False
        if self.question.text or self.answer.text:
            self.notice.clear()
        self.look()

    def on_input_changed(self) -> None:
        """Likewise."""
        self.look()

    @work(exclusive=True, group="look")
    async def look(self) -> None:
        """Show the card as it is now."""
        if not self.has_come:
            return
        self.deck.border_subtitle = "a new deck" if self._is_new_deck else ""
        typed = self.typed
        missing = typed.missing
        if not typed.question.strip():
            missing += f" {_decks(self.names)}"
            found = None
        else:  # what is not typed yet is no fault
            found = await self.worker.do(looked_at, typed.completed.text)
        notation = self.worker.study.settings.notation
        self.pane.show(partial(preview, found, missing, notation), keep_place=True)

    @work(exclusive=True, group="add")
    async def action_add(self) -> None:
        """Add the card; what cannot be added is still there."""
        deck = self._named
        where = f"{'the new deck ' * self._is_new_deck}{one_line(deck)}"
        try:
            if missing := self.typed.missing:
                raise TutorError(f"This cannot be added yet. {missing}")
            place, added = await self.worker.do(self._add, deck, self.typed.text)
            changes = await self.worker.reread()
        except TutorError as error:
            self.notice.say(str(error))
            return
        self._know_decks()
        for field in (self.question, self.answer):
            field.clear()
        self.question.focus()
        self.notice.say("")
        self.notice.tell(f"{counted(len(added), 'card')} added to {where}: {place}:{added[0].line}")
        await show_changes(self.app.screen_stack, changes)

    def _add(self, deck: str, text: str) -> "tuple[str, Sequence[ParsedCard]]":
        decks = self.worker.study.decks
        where = target(deck, decks.own, decks.files())
        return one_line(str(where.path)), where.add(text)

    def action_kind(self) -> None:
        """The next kind of card."""
        self.kind = KINDS[(KINDS.index(self.kind) + 1) % len(KINDS)]
        self._show_kind()
        self.look()

    def action_leave(self) -> None:
        """Leave; what is typed and not added is warned of once."""
        if self.may_leave():
            self.post_message(messages.Home())

    def may_leave(self) -> bool:
        """Whether nothing is typed, or the learner was warned; if neither, warn now."""
        if self.warned or not (self.question.text.strip() or self.answer.text.strip()):
            return True
        self.warned = True
        can_add = not self.typed.missing
        self.notice.say(f"{_WARNING}{', or ^s to add it' * can_add}.")
        return False

    async def on_do(self, message: messages.Do) -> None:
        """A click on the preview does nothing."""

    def on_click(self, event: object) -> None:
        """A click on the kind chooses the next one."""
        if getattr(event, "widget", None) is self.kinds:
            self.action_kind()

    @property
    def _named(self) -> str:
        return self.deck.value.strip() or DEFAULT_DECK

    @property
    def _is_new_deck(self) -> bool:
        return self._named.casefold() not in {each.casefold() for each in self.names}

    @property
    def typed(self) -> Typed:
        """The card as it is typed so far."""
        answer = "" if self.kind == CLOZE else self.answer.text
        return Typed(self.question.text, answer, self.kind, tags(self.tags.value))

    def _show_kind(self) -> None:
        name = self.kind if self.kind == CLOZE else Kind(self.kind).name_of_one
        shown = Content.assemble("Kind: ", (name, "bold"), ("  f2 changes it", "$text-muted"))
        self.kinds.update(shown)
        self.answer.display = self.kind != CLOZE
        self.question.border_title = (
            r"Text; what is recalled stands in \[square brackets]"  # a title is markup
            if self.kind == CLOZE
            else "Question"
        )
        if self.focused is self.answer and not self.answer.display:
            self.question.focus()


def _decks(names: Sequence[str]) -> str:
    """What can be written as the name of a deck."""
    listed = ", ".join(map(one_line, names[:_MOST_NAMES]))
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    known = f"Your decks: {listed}{more}. " if names else ""
    return f"Formulas go between dollar signs: $x^2$. {known}Another name begins a new deck."


def preview(
    found: Added | None, missing: str, notation: Notation, width: int, height: int
) -> list[Line]:
    """What is wrong, then the cards as they will be asked, and what is not typed yet."""
    hint = Content(missing).stylize("$text-muted").wrap(width) if missing else []
    if found is None:
        return [Line(line, STAY) for line in hint]
    lines: list[Content] = []
    for fault in found.faults[:3]:
        lines += Content.assemble(("! ", "bold $error"), one_line(fault)).wrap(width)
    for card in found.cards[:5]:
        lines += [line.stylize("bold") for line in set_text(card.question, width, notation)]
        lines += set_text(card.answer, width, notation)
        lines += [
            line for point in card.key_points for line in set_text(f"☐ {point}", width, notation)
        ]
        lines.append(Content(""))
    if len(found.cards) > 1:
        lines.append(Content(counted(len(found.cards), "card") + ".").stylize("$text-muted"))
    lines += hint
    return [Line(line, STAY) for line in lines]


async def add_card(worker: StudyWorker, deck: str) -> AddScreen:
    """A card for the deck that is chosen."""
    return AddScreen(worker, deck)
