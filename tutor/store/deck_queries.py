"""What is asked of the database when decks are read: files, their cards, what is to be matched."""

import json
from collections.abc import Collection, Mapping, Sequence
from sqlite3 import Connection
from typing import TYPE_CHECKING

from tutor.core.card import CardId
from tutor.core.fault import Fault
from tutor.library.shelf import READER, ShelvedFile
from tutor.store import offers
from tutor.store.schema import KINDS, NOTE, named
from tutor.store.undecided import Undecided, noted, undecided

if TYPE_CHECKING:
    from tutor.library.claim import Known
    from tutor.library.places import Order

READER_IS_SAME = "EXISTS (SELECT 1 FROM about WHERE name = 'reader' AND value = ?)"


class DeckQueries:
    """Deck files and their cards as last read."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._execute = connection.execute

    def shelved_files(self) -> dict[str, ShelvedFile]:
        """All deck files known, by path; those that another reader read count as changed."""
        rows = self._execute(
            f"""SELECT id, path, size, CASE WHEN {READER_IS_SAME} THEN modified ELSE 0 END,
                       name, cards, faults
                FROM deck_file""",
            (READER,),
        )
        return {
            path: ShelvedFile(
                number,
                path,
                size,
                modified,
                name,
                cards,
                tuple(Fault(path, line, message) for line, message in json.loads(faults)),
            )
            for number, path, size, modified, name, cards, faults in rows
        }

    def known_cards(self, changed: Sequence[int]) -> list["Known"]:
        """Every card that stands in a file, as last read, or has a history to keep."""
        from tutor.library.claim import Known

        undecided = {card for card, _ in noted(self._connection)}
        # The text is needed only to recognise a card that is gone from where it was.
        rows = self._execute(
            f"""SELECT id, placed, graded, given, identity, wording,
                       CASE WHEN placed THEN '' ELSE question END,
                       CASE WHEN placed THEN '' ELSE answer END
                FROM (SELECT card.*,
                             EXISTS (SELECT 1 FROM placement WHERE placement.card = number
                                       AND file NOT IN ({numbers_of(changed)})) AS placed,
                             EXISTS (SELECT 1 FROM entry WHERE entry.card = number) AS graded
                      FROM card WHERE kind IS NOT NULL)
                WHERE placed OR graded
                   OR EXISTS (SELECT 1 FROM placement WHERE placement.card = number)"""
        )
        return [
            Known(
                id=CardId(card),
                given=given,
                identity=identity,
                wording=wording,
                question=question,
                answer=answer,
                placed=placed == 1,
                graded=graded == 1,
                is_undecided=card in undecided,
            )
            for card, placed, graded, given, identity, wording, question, answer in rows
        ]

    def order(self, changed: Sequence[int], now: Sequence[tuple[str, int]]) -> "Order":
        """The cards of the changed files as last read, and how many each of them has now."""
        from tutor.library.places import Order, Stood

        before: dict[str, list[Stood]] = {}
        if not changed:
            return Order(before, now)
        for path, card, note in self._execute(
            f"""SELECT path, card.id, {NOTE}
                FROM placement JOIN deck_file ON deck_file.id = file
                               JOIN card ON number = placement.card
                WHERE file IN ({numbers_of(changed)}) ORDER BY file, position"""
        ):
            before.setdefault(path, []).append(Stood(CardId(card), note))
        return Order(before, now)

    def placed(self, files: Sequence[int]) -> list[tuple[CardId, str, tuple[str, ...]]]:
        """Every card of these files: its file's path, and all that the file says of it."""
        rows = self._execute(
            f"""SELECT card.id, path, {named("placement.kind", KINDS)}, question, answer,
                       key_points, tags, macros
                FROM placement JOIN card ON number = placement.card
                               JOIN deck_file ON deck_file.id = file
                WHERE file IN ({numbers_of(files)}) ORDER BY file, position"""
        )
        return [(CardId(card), path, tuple(text)) for card, path, *text in rows]

    def standing(self, cards: Collection[CardId], without: Sequence[int]) -> set[CardId]:
        """Those of these cards that stand in a file other than these."""
        rows = self._execute(
            f"""SELECT id FROM card
                WHERE id IN (SELECT value FROM json_each(?))
                  AND EXISTS (SELECT 1 FROM placement WHERE placement.card = number
                                AND file NOT IN ({numbers_of(without)}))""",
            (json.dumps(list(cards)),),
        )
        return {CardId(card) for (card,) in rows}

    def graded(self, cards: Collection[CardId]) -> set[CardId]:
        """Those of these cards that have a history."""
        rows = self._execute(
            """SELECT id FROM card WHERE id IN (SELECT value FROM json_each(?))
                 AND EXISTS (SELECT 1 FROM entry WHERE entry.card = number)""",
            (json.dumps(list(cards)),),
        )
        return {CardId(card) for (card,) in rows}

    def undecided(self, files: Collection[int]) -> list[Undecided]:
        """The new cards of these files that may be cards that vanished."""
        return undecided(self._connection, files)

    def offered(self, bundled: Mapping[str, Sequence[int]]) -> set[str]:
        """Of the bundled decks, by name with their files, those that came after the history."""
        return offers.offered(self._connection, bundled)

    def unnoted(self, names: Collection[str]) -> set[str]:
        """Of the names of bundled decks, those that are not noted as known."""
        return {*names} - (offers.known(self._connection) or set())


def numbers_of(numbers: Sequence[int]) -> str:
    """Whole numbers as SQL lists them."""
    return ",".join(str(int(number)) for number in numbers)
