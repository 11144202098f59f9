"""How many new cards, reviews and minutes this day may hold: changed for today, or for good."""

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import events, getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from tutor.core.text import one_line
from tutor.core.today import Today
from tutor.errors import TutorError
from tutor.study import Study
from tutor.study.days import LARGEST, NUMBERS, Limit
from tutor.tui.screens.sheet import Sheet
from tutor.tui.study_worker import StudyWorker
from tutor.tui.widgets.card_field import CardLine
from tutor.tui.widgets.notice import Notice
from tutor.tui.widgets.row_list import RowList

STEPS = {"new": 5, "reviews": 10, "minutes": 5}
START = {"new": 10, "reviews": 50, "minutes": 20}  # of what has no limit yet
WORDS = {"new": "New cards", "reviews": "Reviews", "minutes": "Minutes"}
COLUMN = 12
READ = 44  # characters of a line of the sheet on a narrow screen, at least
TEXT = 3  # lines of the text below the limits
AROUND = 9  # rows of the frame, the title, the keys and between them


class Row(NamedTuple):
    """One limit: of what, and of which deck, or of all ("")."""

    what: str
    deck: str
    limit: Limit


class Facts(NamedTuple):
    """What the sheet shows."""

    rows: tuple[Row, ...]
    today: Today
    is_off: bool


def facts(study: Study, deck: str) -> Facts:
    """The limits of all decks, of this one, and of others that have some."""
    found = study.days.limits()
    rows = [Row(what, "", found.all[what]) for what in NUMBERS]
    for name in dict.fromkeys([*([deck] if deck else []), *found.by_deck]):
        own = found.by_deck.get(name, {})
        rows += [Row(what, name, own.get(what, Limit(None, None))) for what in NUMBERS[:2]]
    return Facts(tuple(rows), study.schedule.today(), found.is_off)


class LimitList(RowList):
    """The limits, one a row."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Show these; the cursor stays where it is."""
        self.rows = rows
        self.count = len(rows)
        self.styles.height = len(rows)
        self.refresh()

    def row(self, index: int, width: int) -> Content:
        """What is limited, today's limit, and the usual one where that is another."""
        row = self.rows[index]
        none = "as all decks" if row.deck else "no limit"
        today, usual = (none if each is None else f"{each:,}" for each in row.limit[::-1])
        said = f"{today:>{COLUMN}}"
        if today != usual:
            said += f"  today; else {usual}"
        name = f"{WORDS[row.what]}, {one_line(row.deck)}" if row.deck else WORDS[row.what]
        # The numbers stand below each other, and are seen before a long name is.
        room = max(COLUMN, min(width // 2, width - len(said)))
        return Content(name).truncate(room - 1, ellipsis=True, pad=True) + f" {said}"


class LimitsSheet(Sheet):
    """A change holds at once, for today only; g keeps it for good."""

    AUTO_FOCUS = "LimitList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus,equals_sign,right", "change(1)", "more", tooltip="More, today only"),
        Binding("minus,left", "change(-1)", "less", tooltip="Less, today only"),
        Binding("n", "no_limit", "no limit", tooltip="No limit, today only"),
        Binding("backspace,delete", "usual", "as usual", tooltip="As on any other day"),
        Binding("g", "keep", "for good", tooltip="Keep today's number in your settings"),
        Binding("escape,enter,space,q", "dismiss", "close", tooltip="Close"),
        Binding("escape", "leave_field", "as before", priority=True, tooltip="Type no number"),
    ]

    list = getters.query_one(LimitList)
    field = getters.query_one("#number", CardLine)
    holds = getters.query_one("#holds", Static)

    def __init__(self, worker: StudyWorker, deck: str, found: Facts) -> None:
        text = (
            "Type a number, or + and -: for today only, unless g keeps it for good. What is left "
            "out stays due, and comes first when there is room."
        )
        super().__init__("Limits of a day", Content(text).stylize("$text-muted"))
        self.worker = worker
        self.deck = deck
        self.found = found
        self.said: Sequence[str] = ()
        self.notice = Notice()

    def above(self) -> ComposeResult:
        """The limits, where a number is typed, and what they leave of today."""
        yield LimitList()
        yield CardLine("Today; enter takes it", id="number")
        yield Static(id="holds")
        yield self.notice

    def on_mount(self) -> None:
        """Show how things are."""
        self.holds.styles.margin = (0, 0, 1, 0)
        self.field.display = False
        self.field.restrict = "[0-9]*"
        self.field.select_on_focus = False  # the digit that began it stays
        self._show(self.found)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a number is typed it can be taken or left."""
        if action in ("change", "no_limit", "usual", "keep", "dismiss"):
            return not self.field.display
        return self.field.display if action == "leave_field" else True

    def on_key(self, event: events.Key) -> None:
        """A digit begins to type a number."""
        digit = event.character or ""
        if len(digit) == 1 and digit in "0123456789" and not self.field.has_focus:
            event.stop()
            if not self.field.display:
                self.field.clear()
                self.field.display = True
                self._fit()
                self.field.focus()
            self.field.insert_text_at_cursor(digit)  # the second may come before the focus

    async def on_input_submitted(self, message: Input.Submitted) -> None:
        """Take the number, or say which there can be."""
        largest = LARGEST[self._row.what]
        number = int(message.value[:9] or largest + 1)
        if number > largest:
            self.notice.say(f"A limit is a whole number from 0 to {largest:,}.")
        elif await self._set(number):
            self.action_leave_field()

    def action_leave_field(self) -> None:
        """Back to the list."""
        self.notice.clear()
        self.field.display = False
        self.list.focus()
        self._fit()

    def on_resize(self) -> None:
        """There may be room for the text now, or none any more."""
        self._fit()

    async def action_change(self, steps: int) -> None:
        """More or less."""
        row = self._row
        if row.limit.today is None:
            number = START[row.what]
        else:
            number = row.limit.today + steps * STEPS[row.what]
        if number <= 0 and row.what != "new":
            number = STEPS[row.what]
        await self._set(max(0, min(LARGEST[row.what], number)))

    async def action_no_limit(self) -> None:
        """No limit; of a deck: the limit of all decks holds."""
        row = self._row
        if row.deck:
            await self._set(0 if row.what == "reviews" else LARGEST[row.what])
        else:
            await self._set(LARGEST[row.what] if row.what == "new" else 0)

    async def action_usual(self) -> None:
        """As on any other day."""
        await self._set(None)

    async def action_keep(self) -> None:
        """Keep the number for good."""
        row = self._row
        number = row.limit.today
        if number is None:
            number = None if row.deck else 0
        if await self._do(self.worker.study.days.change, number):
            self.notice.tell("Kept in your settings, for this day and all others.")

    async def _set(self, number: int | None) -> bool:
        return await self._do(self.worker.study.days.change_today, number)

    async def _do(self, call: Callable[[str, int | None, str], None], number: int | None) -> bool:
        try:
            await self.worker.do(call, self._row.what, number, self._row.deck)
            self._show(await self.worker.do(facts, self.worker.study, self.deck))
        except TutorError as error:
            self.notice.say(str(error))
            return False
        self.notice.clear()
        return True

    def _show(self, found: Facts) -> None:
        self.found = found
        self.list.show(found.rows)
        today = found.today
        lines = [f"Now: {today}."]
        if today.left:
            lines.append(f"{today.beyond}.")
        if found.is_off:
            lines.append("Today is a day off: nothing new and no exercises.")
        self.holds.update(Content("\n".join(lines)))
        self.said = lines
        self._fit()

    def _fit(self) -> None:
        """Leave the text out while a number is typed, and where there is no room for it."""
        room = self.most_rows - AROUND - sum(1 + len(line) // READ for line in self.said)
        self.list.styles.max_height = max(1, room)
        has_room = room - self.list.count >= TEXT
        self.query_one("#text").display = has_room and not self.field.display

    @property
    def _row(self) -> Row:
        return self.found.rows[self.list.cursor]


async def show_limits(worker: StudyWorker, deck: str) -> LimitsSheet:
    """The limits of all decks, and of the one that is chosen."""
    return LimitsSheet(worker, deck, await worker.do(facts, worker.study, deck))
