"""A first review as a moving picture: the program, from its first lines to a solved exercise.

`python -m tests.recording [FILE]` draws it again, into docs/first-review.svg if no file is given.
It is SVG that moves by itself, without a script; each row of the screen is drawn once for all the
time in which it stays as it is. The same program draws the same bytes.
"""

import argparse
import asyncio
import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from rich.segment import Segment
from textual.widgets import Input

from tests.learner import Learner
from tests.pictures import BUNDLED, COLUMNS, ROOT
from tests.screen_svg import drawn, framed
from tests.tui.seat import Seat, running
from tutor.settings import Settings
from tutor.store.database import Database
from tutor.study import Study
from tutor.tui.app import TutorApp
from tutor.tui.theme import NIGHT

FILE = ROOT / "docs" / "first-review.svg"
ROWS = 26
POSTER = "integrates to 64"  # on the frame that is seen where pictures do not move

Row = tuple[Segment, ...]


class Frame(NamedTuple):
    """The rows of a screen, and how long it is seen."""

    rows: tuple[Row, ...]
    seconds: float


class Take(NamedTuple):
    """Keys that are pressed one after another, how long each is seen, and the last of them."""

    keys: Sequence[str]
    seconds: float
    last: float
    says: str = ""  # what is on the screen then


def typed(text: str) -> list[str]:
    """The keys of a text."""
    return ["space" if letter == " " else letter for letter in text]


# The first problem after the worked example has f(z) = 8z + 4 on the unit interval.
TAKES = (
    Take((), 0, 4, "Enter closes this."),
    Take(["enter"], 0, 2, "Review all"),
    Take(["space"], 0, 3, "What is p_X(x)"),
    Take(["space"], 0, 4, "rescales the density"),
    Take(["3"], 0, 2, "Solve it"),
    Take(["space"], 0, 3, "a worked example"),
    Take(["space"], 0, 3, "f(z) = 8z + 4."),
    Take(typed("(x-4)/8"), 0.2, 0.8),
    Take(["enter"], 0, 2, "support of p_X"),
    Take(typed("[4, 12]"), 0.2, 0.8),
    Take(["enter"], 0, 2, "Jacobian of the forward map"),
    Take(["8", "enter"], 0.8, 2, "value of p_X(x)"),
    Take(["8"], 0, 0.8),
    Take(["enter"], 0, 5, "integrates to 64"),
    Take(typed("1/8"), 0.3, 0.8),
    Take(["enter"], 0, 2, "how much mass"),
    Take(["1"], 0, 0.8),
    Take(["enter"], 0, 5, "Good"),
)


async def record(folder: Path) -> list[Frame]:
    """What a new learner sees who has two cards, one of them an exercise."""
    learner = Learner(folder)
    question, *_ = (BUNDLED / "flashcards.md").read_text("utf-8").split("\n---\n\nQ: Why")
    _, exercise, *_ = (BUNDLED / "try-it.toml").read_text("utf-8").split("[[exercise]]")
    learner.write(f"{BUNDLED.name}/flashcards.md", question)
    learner.write(f"{BUNDLED.name}/try-it.toml", f"[[exercise]]{exercise}")
    database = Database(learner.database)
    study = Study(database, [learner.decks], lambda: learner.now, Settings())
    app = TutorApp(lambda: study, greets=True)
    frames: list[Frame] = []
    async with running(app, database, (COLUMNS, ROWS)) as seat:
        app.theme = NIGHT.name
        await seat.settle()
        for take in TAKES:
            for key in take.keys:
                await seat.press(key)
                frames.append(Frame(seen(seat), take.seconds))
            if not take.keys:
                frames.append(Frame(seen(seat), take.last))
            frames[-1] = frames[-1]._replace(seconds=take.last)
            assert take.says in seat.text, seat.text
            assert "1 min" not in seat.text  # the machine was so slow that it shows
    return frames


def seen(seat: Seat) -> tuple[Row, ...]:
    """The screen as it is, its cursor at rest."""
    if isinstance(seat.app.focused, Input):
        seat.app.focused.cursor_blink = False
    return tuple(tuple(row) for row in seat.app.screen._compositor.render_strips())


def moving(frames: Sequence[Frame]) -> str:
    """The frames as one picture; a row is drawn once for all times at which it is seen."""
    poster = next(n for n, frame in enumerate(frames) if POSTER in text(frame))
    times: dict[tuple[int, Row], list[int]] = defaultdict(list)
    for number, frame in enumerate(frames):
        for place, row in enumerate(frame.rows):
            times[place, row].append(number)
    together: dict[tuple[int, ...], list[tuple[int, Row]]] = defaultdict(list)
    for key, numbers in times.items():
        together[tuple(numbers)].append(key)
    parts: list[str] = []
    for at, rows in together.items():
        inner = drawn(rows, str(NIGHT.background))
        if len(at) == len(frames):
            parts += inner
        else:
            hidden = "" if poster in at else ' visibility="hidden"'
            parts += [f"<g{hidden}>{animated(at, frames)}", *inner, "</g>"]
    return framed(parts, (COLUMNS, ROWS), str(NIGHT.background), NIGHT.variables["border"])


def animated(numbers: Iterable[int], frames: Sequence[Frame]) -> str:
    """Shown at these frames, and hidden at the others, over and over."""
    total = sum(frame.seconds for frame in frames)
    chosen = set(numbers)
    values, starts, now = [], [], 0.0
    for is_shown, group in groupby(enumerate(frames), key=lambda each: each[0] in chosen):
        values.append("visible" if is_shown else "hidden")
        starts.append(f"{now / total:.4f}".rstrip("0").rstrip("."))
        now += sum(frame.seconds for _, frame in group)
    return (
        f'<animate attributeName="visibility" dur="{total:g}s" repeatCount="indefinite" '
        f'calcMode="discrete" values="{";".join(values)}" keyTimes="{";".join(starts)}"/>'
    )


def text(frame: Frame) -> str:
    """A frame as words."""
    return " ".join("".join(segment.text for segment in row) for row in frame.rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", default=FILE)
    path = parser.parse_args().file
    os.environ.pop("NO_COLOR", None)  # in colour wherever it is taken
    with TemporaryDirectory() as folder:
        picture = moving(asyncio.run(record(Path(folder))))
    path.write_text(picture, encoding="utf-8")
    print(f"{path.name}: {len(picture.encode()):,} bytes")


if __name__ == "__main__":
    main()
