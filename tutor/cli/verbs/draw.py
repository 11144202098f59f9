"""`tutor draw`: problems of an exercise with their answers, mistakes and worked solutions."""

from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.cli import context
from tutor.cli.options import ALOUD, COUNT, JSON, LEVEL, SEED
from tutor.cli.output import as_json_line, say, say_for_reading
from tutor.cli.verb import Operand, Verb
from tutor.core.text import one_line
from tutor.errors import TutorError

if TYPE_CHECKING:
    from tutor.exercises.template import Template


def draw(arguments: Namespace) -> int:
    """Print the problems."""
    chosen = template(context.roots(arguments), arguments.exercise)
    formatter = None if arguments.json else context.formatter(arguments)
    level, seed = arguments.level or 1, arguments.seed or 0
    for text in problems(chosen, level, seed, arguments.count, formatter):
        if formatter is None:
            say(text)
        else:
            say_for_reading(text)
    return 0


def template(roots: Sequence[Path], wanted: str) -> "Template":
    """The exercise with this id, the learner's own first; a TutorError if there is none."""
    found = _templates(roots)
    for each in found:
        if each.id == wanted:
            return each
    listed = ", ".join(each.id for each in found) or "none"
    raise TutorError(f"There is no exercise {one_line(wanted)!r}. The exercises: {listed}.")


def _templates(roots: Sequence[Path]) -> "list[Template]":
    """Every exercise of the decks, bundled ones last."""
    from tutor.exercises.exercise_file import read_exercises
    from tutor.library.scan import scan
    from tutor.paths import is_bundled

    files, _ = scan(roots)
    found: list[Template] = []
    for file in sorted(files, key=lambda file: is_bundled(file.path)):
        if file.path.lower().endswith(".toml"):
            try:
                data = Path(file.path).read_bytes()
            except OSError:
                continue
            found += read_exercises(data, file.path).templates
    return found


def problems(
    chosen: "Template",
    level: int,
    seed: int,
    count: int,
    formatter: Callable[[str], str] | None,
) -> Iterator[str]:
    """Problems from seeds `seed` to `seed + count - 1`: each as JSON, or formatted for reading."""
    from tutor.exercises.problem import draw
    from tutor.exercises.question import WORDS
    from tutor.exercises.template import pool_size

    for each in range(seed, seed + count):
        problem = draw(chosen, level, each)
        if formatter is None:
            yield as_json_line(problem.as_json())
            continue
        size = pool_size(chosen, level)
        among = f"one of {size:,} problems" if size > 1 else "the only problem of this level"
        lines = [f"{chosen.id}, level {level}, seed {each} ({among})", formatter(problem.statement)]
        for number, step in enumerate(problem.steps, 1):
            asked = f"{number}. {step.prompt}"
            if step.kind == WORDS:  # its answer holds formulas, like what is asked
                lines.append(formatter(f"{asked}\n\n   answer: {step.answer}"))
            else:
                lines += [formatter(asked), f"   answer: {step.answer}"]
            lines += [f"   {mistake.name}: {mistake.answer}" for mistake in step.mistakes]
        lines += ["Worked solution", *(formatter(line) for line in problem.solution[1:])]
        yield "\n".join(lines) + "\n"


VERB = Verb(
    "draw",
    "print problems of an exercise with answers, common mistakes and worked solutions",
    draw,
    (Operand("exercise", "its id"),),
    (SEED, LEVEL, COUNT, JSON, *ALOUD),
    ("tutor draw affine-uniform", "tutor draw linear-square --level 2 --count 5 --json"),
)
