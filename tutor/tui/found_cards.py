"""What a search of Browse finds, in its order, with the rows near the cursor."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from tutor.search.list_columns import Column
from tutor.search.search_error import SearchError
from tutor.store.searching import SearchStopped
from tutor.study import Study
from tutor.tui.widgets.found_list import ReadRows, RowLayout, set_row


class Order(NamedTuple):
    """What to search for, how to sort it, and the card on which the cursor stays."""

    search: str
    by: Column
    is_reversed: bool
    chosen: int | None
    kept: Collection[int]  # cards that stay, though they may match no longer
    before: Sequence[int]  # the cards that were shown


class Found(NamedTuple):
    """The cards that match, where the cursor goes, and the rows near it."""

    numbers: Sequence[int]
    cursor: int
    read: ReadRows
    kept: Collection[int]


def found_cards(
    study: Study, order: Order, known: Collection[int], reach: int, layout: RowLayout
) -> Found | SearchError | None:
    """What a search finds, or what is wrong; None if the search was stopped for another."""
    search, by, is_reversed, chosen, kept, before = order
    try:
        numbers = study.find.ordered(search, by, is_reversed=is_reversed)
    except SearchStopped:
        return None
    except SearchError as error:
        return error
    if gone := {*kept}.difference(numbers):
        there = {row.number for row in study.find.rows_of([*gone])}
        numbers = [*numbers]
        for place, number in enumerate(before):
            if number in there:
                numbers.insert(place, number)
    cursor = 0
    if chosen is not None and chosen in numbers:
        cursor = numbers.index(chosen)
    near = numbers[max(0, cursor - reach) : cursor + reach]
    wanted = [number for number in near if number not in known]
    return Found(numbers, cursor, read_rows(study, wanted, layout), {*kept}.intersection(numbers))


def read_rows(study: Study, numbers: Sequence[int], layout: RowLayout) -> ReadRows:
    rows = study.find.rows_of(numbers) if numbers else ()
    return ReadRows(numbers, rows, layout, [set_row(row, layout) for row in rows])
