"""`tutor decks`: the decks, where they lie and what they hold; and switching them on and off."""

import shlex
from argparse import Namespace
from typing import TYPE_CHECKING

from tutor.cli import context
from tutor.cli.options import JSON
from tutor.cli.output import as_json_line, say
from tutor.cli.verb import Operand, UsageError, Verb
from tutor.core.text import counted, one_line

if TYPE_CHECKING:
    from tutor.core.today import Count
    from tutor.library.shelf import Deck
    from tutor.study import Study


def decks(arguments: Namespace) -> int:
    """List the decks, or switch some on or off."""
    if arguments.switch not in (None, "on", "off"):
        raise UsageError(f"say on or off, and not {one_line(arguments.switch)!r}")
    if arguments.switch is not None and not arguments.deck:
        raise UsageError("name a deck; `tutor decks` lists them")
    with context.decks_open(arguments) as study:
        if arguments.switch is not None:
            for name in arguments.deck:
                _switch(study, name, on=arguments.switch == "on")
        elif arguments.json:
            _as_json(study)
        else:
            _list(study)
    return 0


def _switch(study: "Study", name: str, *, on: bool) -> None:
    deck = study.decks.switch(name, on=on)
    shown = one_line(deck.name)
    say(f"{shown} is on." if on else f"{shown} is off: it asks nothing, and its history is kept.")


def _list(study: "Study") -> None:
    found = study.decks.shelf.decks
    if not found:
        roots = ", ".join(one_line(str(root)) for root in study.decks.roots)
        say(f"There are no decks in {roots}.")
    for deck, count in zip(found, study.schedule.by_deck(), strict=True):
        say(_told(study, deck, count))
    for name in study.decks.unknown_off:
        said = f"{one_line(name)} is off in your settings, but there is no such deck here."
        say(f"{said} `tutor decks on {shlex.quote(one_line(name))}` takes the name out.")


def _told(study: "Study", deck: "Deck", count: "Count") -> str:
    name = one_line(deck.name)
    said = [f"{name}: {deck.state.value}", counted(deck.cards, "card")]
    if deck.is_on:
        said += [f"{count.due} due", f"{count.new} new today"]
    if faults := study.decks.faults(deck):
        said.append(f"{counted(len(faults), 'fault')} (`tutor check` lists them)")
    lines = [", ".join(said)]
    if deck in study.decks.shelf.offered:
        lines.append(
            f"  It came with a new version: `tutor decks on {shlex.quote(name)}` switches it on."
        )
    if about := study.decks.about(deck):
        lines.append(f"  {about}")
    return "\n".join([*lines, *(f"  {one_line(place)}" for place in study.decks.places(deck))])


def _as_json(study: "Study") -> None:
    say(
        as_json_line(
            [
                {
                    "name": deck.name,
                    "place": (study.decks.places(deck) or [""])[0],
                    "places": study.decks.places(deck),
                    "state": deck.state.value,
                    "on": deck.is_on,
                    "cards": deck.cards,
                    "due": count.due,
                    "new": count.new,
                    "faults": len(study.decks.faults(deck)),
                }
                for deck, count in zip(
                    study.decks.shelf.decks, study.schedule.by_deck(), strict=True
                )
            ]
        )
    )


VERB = Verb(
    "decks",
    "list the decks, and switch them on or off",
    decks,
    (
        Operand("switch", "on or off; without it the decks are listed", "?"),
        Operand("deck", "names of decks", "*"),
    ),
    (JSON,),
    ("tutor decks", "tutor decks off normalizing-flows", "tutor decks on normalizing-flows"),
)
