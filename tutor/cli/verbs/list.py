"""`tutor list`: the cards that a search finds, and the searches that were saved."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tutor.cli import context
from tutor.cli.card_lines import card_lines
from tutor.cli.options import JSON
from tutor.cli.output import as_json_line, is_shown, say
from tutor.cli.verb import Operand, UsageError, Verb, option, switch
from tutor.core.card import TYPED
from tutor.core.day import as_date
from tutor.core.text import counted, one_line

if TYPE_CHECKING:
    from tutor.store.searching import Row
    from tutor.study import Study

_WIDEST_ID = 30


def list_cards(arguments: Namespace) -> int:
    """Print what a search finds, or save it."""
    search = " ".join(arguments.query)
    if arguments.json and arguments.ids:
        raise UsageError("give only one of --json and --ids")
    with context.decks_open(arguments) as study:
        if arguments.forget is not None:
            study.find.forget(arguments.forget)
            say(f"The saved search {one_line(arguments.forget)!r} is forgotten.")
        elif arguments.save is not None:
            count = study.find.save(arguments.save, search)
            found = f"it finds {counted(count, 'card')} now"
            say(f"Saved: saved:{_quoted(one_line(arguments.save))} stands for it; {found}.")
        elif arguments.saved:
            _list_saved(study, as_json=arguments.json)
        else:
            _list(study.find.rows(search), study.day, arguments)
    return 0


def _list(rows: "Sequence[Row]", day: int, arguments: Namespace) -> None:
    if arguments.json:
        say(as_json_line([_as_json(row, day) for row in rows]))
    elif arguments.ids:
        if rows:
            say("\n".join(row.card.id for row in rows))
    elif is_shown():
        for line in _set_lines(rows, day):
            say(line)
        say(f"{counted(len(rows), 'card')}.")
    else:
        lines = (
            f"{row.card.id}  {_due(row, day):10}  {one_line(row.card.question)}" for row in rows
        )
        say("\n".join([*lines, f"{counted(len(rows), 'card')}."]))


def _set_lines(rows: "Sequence[Row]", day: int) -> Iterator[str]:
    """A line for each card, cut where the terminal ends, with its formulas set."""
    from tutor.width import fitted

    widest = min(max((len(row.card.id) for row in rows), default=0), _WIDEST_ID)
    return card_lines(
        (f"{fitted(row.card.id, widest)}  {_due(row, day):10}", row.card) for row in rows
    )


def _due(row: "Row", day: int) -> str:
    if row.is_asked_again(day):
        return "today"
    return str(as_date(row.memory.due)) if row.memory is not None else "new"


def _as_json(row: "Row", day: int) -> dict[str, Any]:
    memory = row.memory
    return {
        "id": row.card.id,
        "deck": row.card.deck,
        "kind": row.card.kind.value,
        "question": row.card.question,
        "answer": row.card.answer,
        "tags": [tag for tag in row.card.tags if tag != TYPED],
        "file": row.card.path,
        "line": row.card.line,
        "added": str(as_date(row.added)) if row.added else None,
        "edited": str(as_date(row.edited)) if row.edited else None,
        "suspended": row.state.is_suspended,
        "buried": row.state.is_buried(day),
        "flag": row.state.flag,
        "due": str(as_date(memory.due)) if memory else None,
        "interval": memory.interval if memory else None,
        "ease": memory.ease / 100 if memory else None,
        "repetitions": memory.repetitions if memory else None,
        "lapses": memory.lapses if memory else None,
    }


def _list_saved(study: "Study", *, as_json: bool) -> None:
    saved = study.find.saved()
    if as_json:
        say(as_json_line(saved))
    elif saved:
        say("\n".join(f"{one_line(name)}: {one_line(text)}" for name, text in saved.items()))
    else:
        say("No search is saved. `tutor list --save NAME QUERY` saves one.")


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name


def _language() -> str:
    from tutor.search.language import LANGUAGE

    return "\n  ".join(("searches find cards:", *LANGUAGE.split("\n")))


VERB = Verb(
    "list",
    "list the cards that a search finds",
    list_cards,
    (Operand("query", "what to search for, as below; default: all cards", "*"),),
    (
        JSON,
        switch("--ids", "write the ids alone, one a line"),
        option("--save", metavar="NAME", help="save the search; saved:NAME then stands for it"),
        switch("--saved", "list the saved searches"),
        option("--forget", metavar="NAME", help="forget a saved search"),
    ),
    (
        "tutor list is:due deck:change-of-variables",
        "tutor list 'prop:lapses>=3 or rated:7:again' --json",
        "tutor list --save hard 'prop:ease<2 -is:suspended'",
        "tutor list saved:hard --ids",
    ),
    _language,
)
