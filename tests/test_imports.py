"""What each part and each verb imports, in fresh interpreters: quickness kept by name."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.learner import questions
from tests.patience import PATIENCE

HEAVY = {"textual", "sqlalchemy", "numpy", "rich.console"}
SLOW = {"dataclasses", "inspect", "platformdirs", "secrets"}  # 4 to 6 ms each

# What a review has loaded when its first card is shown, a line of words; each costs up to 1 ms.
FIRST_CARD = {
    "": "ending errors paths settings",
    "cli": "command_line context full_screen options output verb",
    "cli.verbs": "review",
    "core": "actions card card_state day decided fault grade kind limits log memory pace "
    "read_later recall selection session text today",
    "library": "card_pictures characters cloze conflict_copies macro_files own_copies report scan "
    "shelf",
    "scheduling": "scheduler schedulers sm2",
    "store": "connect database day_work decisions deck_queries decks_on due_cards folding "
    "log_queries more_cards new_cards offers queries schema study_days undecided",
    "study": "decks learner review setting_aside study",
    "tui": "app card_text card_view checklist early_keys grade_buttons line menu messages "
    "next_card only_some scrolling_screen study_screen study_worker theme worked_exercises",
    "tui.screens": "aside_keys card_screen editing editing_screen exercise_keys formula_screen "
    "review shown_card",
    "tui.widgets": "buttons few_lines frame_bar key_bar notice pane top_bar",
}


def modules(code: str, **environment: str) -> set[str]:
    """The modules a fresh interpreter holds after running this code."""
    code += "\nimport json, sys\nprint('\\n' + json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        input="",
        env=os.environ | environment,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


def parts(package: str) -> list[str]:
    """The modules of one of our packages."""
    folder = Path(__file__).parents[1] / "tutor" / package
    return [f"tutor.{package}.{path.stem}" for path in sorted(folder.glob("[!_]*.py"))]


def foreign(held: set[str]) -> set[str]:
    """What is neither ours nor the standard library's, nor there from the start."""
    return {
        name
        for name in held - modules("")
        if name.split(".")[0] not in sys.stdlib_module_names | {"tutor"}
    }


@pytest.mark.parametrize("package", ["core", "library", "markdown", "scheduling"])
def test_these_packages_need_the_standard_library_only(package: str) -> None:
    held = modules("\n".join(f"import {name}" for name in parts(package)))
    assert not foreign(held)


def test_typesetting_needs_the_widths_of_characters_besides() -> None:
    held = modules("\n".join(f"import {name}" for name in parts("typeset")))
    widths = foreign(modules("from rich.cells import cell_len"))
    assert foreign(held) == widths
    assert not widths & HEAVY


def test_core_imports_no_other_package_of_ours() -> None:
    held = modules("\n".join(f"import {name}" for name in parts("core")))
    assert {name.split(".")[1] for name in held if name.startswith("tutor.")} == {"core"}


def test_scheduling_imports_core_and_nothing_else_of_ours() -> None:
    held = modules("\n".join(f"import {name}" for name in parts("scheduling")))
    ours = {name.split(".")[1] for name in held if name.startswith("tutor.")}
    assert ours == {"core", "scheduling"}


@pytest.mark.parametrize(
    ("words", "absent"),
    [
        (["--version"], HEAVY | {"rich", "sqlite3", "platformdirs", "tomllib"}),
        (["--help"], HEAVY | {"rich", "sqlite3", "platformdirs", "tomllib"}),
        (["today"], HEAVY | {"rich"}),
        (["today", "--json"], HEAVY | {"rich"}),
        (["check"], HEAVY | {"sqlite3"}),
        (["doctor"], HEAVY),
        (["backup"], HEAVY),
        (["review", "--plain"], HEAVY - {"sqlalchemy"}),
    ],
)
def test_a_verb_imports_no_more_than_it_needs(
    words: list[str], absent: set[str], tmp_path: Path
) -> None:
    (tmp_path / "deck.md").write_text(questions("alpha"))
    held = modules(
        f"from tutor.cli import main\ntry:\n    main({words!r})\nexcept SystemExit:\n    pass",
        TUTOR_DB=str(tmp_path / "tutor.sqlite3"),
        TUTOR_DECKS=str(tmp_path),
        XDG_CONFIG_HOME=str(tmp_path),
    )
    assert not held & absent


def test_review_and_today_need_little_once_the_decks_are_known(tmp_path: Path) -> None:
    (tmp_path / "deck.md").write_text(questions("alpha"))
    os.utime(tmp_path / "deck.md", (1_700_000_000, 1_700_000_000))
    environment = {"TUTOR_DB": str(tmp_path / "t.sqlite3"), "TUTOR_DECKS": str(tmp_path)}
    code = "from tutor.cli import main\nmain(['review', '--plain'])"
    assert "sqlalchemy" in modules(code, **environment)
    assert "sqlalchemy" not in modules(code, **environment)
    today = modules("from tutor.cli import main\nmain(['today'])", **environment)
    assert not today & (HEAVY | SLOW)
    keys = f"import io, sys\nsys.stdin = io.StringIO('\\n3\\nu\\nq\\n')\n{code}"
    assert "sqlalchemy" not in modules(keys, **environment)  # graded and taken back


def test_a_review_imports_no_more_for_its_first_card_than_it_needs(tmp_path: Path) -> None:
    (tmp_path / "deck.md").write_text(questions("alpha"))
    os.utime(tmp_path / "deck.md", (1_700_000_000, 1_700_000_000))
    environment = {"TUTOR_DB": str(tmp_path / "t.sqlite3"), "TUTOR_DECKS": str(tmp_path)}
    modules("from tutor.cli import main\nmain(['review', '--plain'])", **environment)
    code = """
import asyncio
from functools import partial
from tutor.cli.command_line import parse
from tutor.cli.full_screen import run_app
from tutor.cli.verbs import review
from tutor.tui.app import TutorApp
from tutor.tui.study_worker import StudyWorker

async def shown(app):
    async with app.run_test() as pilot:
        while app.screen.view is None:
            await pilot.pause()

StudyWorker.settle = lambda *_: None  # comes after the card
TutorApp.run = lambda app: asyncio.run(shown(app))
arguments, _ = parse(["review"])
run_app(arguments, partial(review._screen, arguments))
"""
    held = modules(code, **environment)
    ours = {name for name in held if name.startswith("tutor.")}
    known = {
        f"tutor.{package}.{name}".replace("..", ".").rstrip(".")
        for package, names in FIRST_CARD.items()
        for name in ("", *names.split())
    }
    assert sorted(ours - known) == []
    assert not held & {"numpy", "sqlalchemy", "hashlib", "secrets", "shlex", "statistics"}


def test_a_line_of_plain_words_is_shown_without_typesetting() -> None:
    shown = "from tutor.tui.card_text import set_text\nset_text('What is alpha?', 80)"
    assert not {name for name in modules(shown) if name.startswith(("tutor.typeset", "tutor.mark"))}
    formula = shown.replace("alpha", "$z$")
    assert {name for name in modules(formula) if name.startswith("tutor.typeset")}


def test_the_first_formula_is_drawn_without_what_other_places_need() -> None:
    shown = modules("from tutor.tui.card_text import set_text\nset_text('What is $z^2$?', 80)")
    others = {"faults", "heard", "spoken", "to_mathml", "to_typst"}
    assert not shown & {f"tutor.typeset.{name}" for name in others}
    assert {"tutor.typeset.breaking", "tutor.markdown.blocks"} <= shown


def test_no_value_of_a_review_is_a_dataclass() -> None:
    # Each takes 0.4 ms to make, a NamedTuple 0.06.
    shown = """
import sys
from tutor.cli.verbs.review import review
from tutor.store.database import Database
from tutor.study import Study
from tutor.tui.app import TutorApp
from tutor.tui.screens.home import HomeScreen
from tutor.tui.screens.review import ReviewScreen
from tutor.tui.formulas import set_formulas
made = [
    f"{name}.{each}"
    for name, module in sys.modules.items()
    if name.startswith("tutor")
    for each, value in vars(module).items()
    if isinstance(value, type) and value.__module__ == name
    and "__dataclass_fields__" in vars(value)
]
assert not made, made
"""
    assert "tutor.tui.screens.review" in modules(shown)
