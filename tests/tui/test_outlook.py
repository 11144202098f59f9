"""Home on a wide screen: the year, the next seven days, and what each deck has in them."""

import re

from tests.learner import Learner, questions
from tests.tui.seat import Seat, seated


async def test_a_wide_home_shows_the_year_the_week_and_the_load_of_the_decks(
    learner: Learner,
) -> None:
    learner.write("alpha.md", questions("a", "b", "c"))
    learner.write("beta.md", questions("d"))
    learner.write("gamma.md", questions("e"))
    with learner.opens() as study:
        session = study.review.begin(["alpha"])
        for quality in (4, 4, 5):  # each is due tomorrow, as any new card in SM-2
            session, _ = study.review.ask(session)
            session = study.review.grade(session, quality, 10.0)
    learner.sleep(2)  # so that all are overdue
    with learner.opens() as study:
        session = study.review.begin(["beta"])
        session, _ = study.review.ask(session)
        study.review.grade(session, 4, 10.0)
    async with seated(learner, size=(120, 40)) as seat:
        assert bars(seat) == [3, 1, 0, 0, 0, 0, 0]
        assert "4 reviews due in seven days" in seat.text
        assert load(seat, "alpha") == ("3", "█······")
        assert load(seat, "beta") == ("1", "·▃·····")  # a third of the most
        assert load(seat, "gamma") == ("–", "·······")
        calendar = [row for row in seat.rows if "· none" in row]
        assert len(calendar) == 1
        where = [row.index("Decks") for row in seat.rows if "Decks" in row]
        top = [y for y, row in enumerate(seat.rows) if "Decks" in row]
        await seat.pilot.resize_terminal(80, 24)
        await seat.settle()
        assert "The year" not in seat.text
        assert "next 7 days" not in seat.text
        await seat.pilot.resize_terminal(120, 40)
        await seat.settle()
        assert [y for y, row in enumerate(seat.rows) if "Decks" in row] == top
        assert [row.index("Decks") for row in seat.rows if "Decks" in row] == where


async def test_a_small_home_reads_nothing_of_it(learner: Learner) -> None:
    learner.write("alpha.md", questions("a"))
    async with seated(learner) as seat:
        assert not seat.app.screen.query("Outlook")


def bars(seat: Seat) -> list[int]:
    """The numbers after the bars of the seven days."""
    rows = "\n".join(seat.rows)
    return [int(count) for count in re.findall(r"│ (?:Today|\w{3} \d+) +█* (\d+) +│", rows)]


def load(seat: Seat, deck: str) -> tuple[str, str]:
    """What the row of a deck says of its next seven days."""
    (row,) = [row for row in seat.rows if row.lstrip(" ▸").startswith(deck)]
    count, columns = row.split()[-2:]
    return count, columns
