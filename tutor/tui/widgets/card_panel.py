"""A card: its question, and once revealed its answer, beside the learner's own if there is one."""

from collections.abc import Sequence

from textual import events, getters
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from tutor.core.card import Card, Kind
from tutor.tui.messages import Do
from tutor.tui.widgets.card_text import CardText
from tutor.tui.widgets.key_points import KeyPoints


class CardPanel(VerticalScroll, can_focus=False):
    """One card at a time. `writable` says whether it offers a place to type an answer."""

    DEFAULT_CSS = """
    CardPanel {
        height: 1fr;
        padding: 1 3;
        background: $surface;
        border: tall $border;
        &:ansi { border: round ansi_default; }
        scrollbar-size-vertical: 1;
        #question { text-style: bold; }
        #invitation {
            margin-top: 2; padding: 0 1; height: 3;
            border: round $border-blurred; color: $text-muted;
        }
        #field { height: auto; margin-top: 1; }
        #back { height: auto; }
        #fold { height: 1; margin: 1 0; border-top: solid $border-blurred; }
        .label { color: $text-muted; margin-bottom: 1; }
        #answers { height: auto; }
        #yours { width: 1fr; height: auto; margin-right: 3; }
        #model { width: 1fr; height: auto; }
        #points { height: auto; margin-top: 1; }
    }
    """

    revealed = reactive(False)

    question = getters.query_one("#question", CardText)
    invitation = getters.query_one("#invitation", Static)
    field = getters.query_one("#field", Vertical)
    back = getters.query_one("#back", Vertical)
    yours = getters.query_one("#yours", Vertical)
    typed = getters.query_one("#typed", CardText)
    answer = getters.query_one("#answer", CardText)
    points = getters.query_one("#points", Vertical)
    key_points = getters.query_one(KeyPoints)

    def __init__(self, *, writable: bool = False) -> None:
        super().__init__()
        self.card: Card | None = None
        self.writable = writable

    def compose(self) -> ComposeResult:
        """Everything a card can have; what it has not is not displayed."""
        yield CardText(id="question")
        yield Static(_INVITATION, id="invitation")
        yield Vertical(id="field")
        with Vertical(id="back"):
            yield Static(id="fold")
            with Horizontal(id="answers"):
                with Vertical(id="yours"):
                    yield Static("Yours", classes="label")
                    yield CardText(id="typed")
                with Vertical(id="model"):
                    yield Static("Answer", classes="label", id="heading")
                    yield CardText(id="answer")
            with Vertical(id="points"):
                yield Static(_POINTS, classes="label")
                yield KeyPoints()

    async def show(self, card: Card, points: Sequence[str] = ()) -> None:
        """Show a card's question; `points` can be ticked once it is revealed."""
        self.card = card
        self.set_reactive(CardPanel.revealed, False)
        self.question.show(card.question)
        self.answer.show(card.answer if points else _with_points(card))
        self.query_one("#heading").display = self.is_self_check
        self.points.display = bool(points)
        if points or self.key_points.points:
            await self.key_points.show(points)
        await self.field.remove_children()
        self.scroll_home(animate=False)
        self.watch_revealed(False)

    def watch_revealed(self, revealed: bool) -> None:
        """Turn the card over."""
        self.back.display = revealed
        self.invitation.display = self.can_be_answered and not self.field.children
        self.field.display = bool(self.field.children) and not revealed
        if revealed:
            self.typed.show(self.written)
            self.yours.display = bool(self.written)

    @property
    def is_self_check(self) -> bool:
        """Whether the card is a self-check question."""
        return self.card is not None and self.card.kind is Kind.SELF_CHECK

    @property
    def can_be_answered(self) -> bool:
        """Whether there is a place to type an answer."""
        return self.writable and self.is_self_check and not self.revealed

    @property
    def has_points(self) -> bool:
        """Whether there are key points to tick now."""
        return self.revealed and bool(self.points.display)

    @property
    def written(self) -> str:
        """What the learner typed."""
        from tutor.tui.widgets.answer_field import AnswerField

        return "\n".join(field.text.strip() for field in self.field.query(AnswerField))

    async def write(self) -> None:
        """Put the cursor into the field for an answer."""
        from tutor.tui.widgets.answer_field import AnswerField

        if not self.field.children:
            await self.field.mount(AnswerField())
            self.watch_revealed(self.revealed)
        self.field.query_one(AnswerField).focus()

    def step(self, rows: int) -> None:
        """Up or down: among the key points if there are any, else through the text."""
        if self.has_points:
            self.key_points.cursor += rows
        else:
            self.scroll_relative(y=rows, animate=False)

    def page(self, pages: int) -> None:
        """Scroll by what is in sight."""
        self.scroll_relative(y=pages * max(1, self.size.height - 1), animate=False)

    def on_click(self, event: events.Click) -> None:
        """Write into the place for an answer; anywhere else, turn the card over."""
        self.post_message(Do("write" if event.widget is self.invitation else "reveal"))


_INVITATION = Content.assemble(
    ("a", "bold $foreground"), "  write your answer here, or give it in your head or on paper"
)
_POINTS = Content.assemble(
    "Which of these did you have?   ",
    ("↑ ↓", "bold $foreground"),
    " choose   ",
    ("x", "bold $foreground"),
    " or click ticks",
)


def _with_points(card: Card) -> str:
    """The answer, and what there is of key points below."""
    return "\n".join([card.answer, *(f"- {point}" for point in card.key_points)])
