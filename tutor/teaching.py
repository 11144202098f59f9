"""For teachers and tests: problems printed with their answers, and typed answers judged."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tutor.answers.caret import caret
from tutor.answers.judge import judge_text
from tutor.answers.verdict import as_json
from tutor.core.text import one_line
from tutor.errors import TutorError
from tutor.exercises.exercise_file import read_exercises
from tutor.exercises.left_hand_sides import ANY_STEP
from tutor.exercises.question import WORDS
from tutor.exercises.template import Template, pool_size
from tutor.library.scan import scan

VERDICTS = {"right": 0, "wrong": 1, "malformed": 3}  # as exit codes
_LONGEST_LINE = 8 << 20  # characters: a megabyte typed, however it is escaped


def templates(roots: Sequence[Path]) -> list[Template]:
    """Every exercise of the decks."""
    files, _ = scan(roots)
    found: list[Template] = []
    for file in files:
        if file.path.lower().endswith(".toml"):
            try:
                data = Path(file.path).read_bytes()
            except OSError:
                continue
            found += read_exercises(data, file.path).templates
    return found


def template(roots: Sequence[Path], wanted: str) -> Template:
    """The exercise with this id; a TutorError that lists the ids if there is none."""
    found = templates(roots)
    for each in found:
        if each.id == wanted:
            return each
    listed = ", ".join(each.id for each in found) or "none"
    raise TutorError(f"There is no exercise {one_line(wanted)!r}. The exercises: {listed}.")


def problems(
    chosen: Template, level: int, seed: int, count: int, show: Callable[[str], str] | None
) -> Iterator[str]:
    """Problems from seeds `seed` to `seed + count - 1`: each as JSON, or shown for reading."""
    from tutor.exercises.problem import draw

    for each in range(seed, seed + count):
        problem = draw(chosen, level, each)
        if show is None:
            yield as_line(problem.as_json())
            continue
        size = pool_size(chosen, level)
        among = f"one of {size:,} problems" if size > 1 else "the only problem of this level"
        lines = [f"{chosen.id}, level {level}, seed {each} ({among})", show(problem.statement)]
        for number, step in enumerate(problem.steps, 1):
            asked = f"{number}. {step.prompt}"
            if step.kind == WORDS:  # its answer holds formulas, like what is asked
                lines.append(show(f"{asked}\n\n   answer: {step.answer}"))
            else:
                lines += [show(asked), f"   answer: {step.answer}"]
            lines += [f"   {mistake.name}: {mistake.answer}" for mistake in step.mistakes]
        lines += ["Worked solution", *(show(line) for line in problem.solution[1:])]
        yield "\n".join(lines) + "\n"


def judged(kind: str, expect: str, given: str, variables: Sequence[str]) -> dict[str, Any]:
    """The verdict on one answer as `tutor judge --json` prints it."""
    return as_json(judge_text(kind, expect, given, variables, ANY_STEP))


def said(given: str, verdict: dict[str, Any]) -> str:
    """A verdict for reading, with a caret under what could not be read."""
    if verdict["verdict"] == "malformed":
        return "\n".join((*caret(given, verdict["column"]), f"malformed: {verdict['message']}"))
    message = str(verdict["message"])
    return message if message.startswith("right") else f"wrong: {message}"


def judged_lines(lines: Iterable[str]) -> Iterator[str]:
    """Each JSON line with its verdict added; a TutorError names the line that is none."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        if len(line) > _LONGEST_LINE:
            raise TutorError(f"line {number}: longer than {_LONGEST_LINE:,} characters.")
        try:
            asked = json.loads(line, parse_constant=_refuse)
            texts = [asked[key] for key in ("kind", "expect", "given")]
            variables = asked.get("variables") or []
            if not all(isinstance(text, str) for text in [*texts, *variables]):
                raise TypeError
            if not isinstance(variables, list):
                raise TypeError
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise TutorError(
                f"line {number}: not a JSON object with the texts kind, expect and given, and "
                "variables as a list of names. What stands before it was judged."
            ) from None
        try:
            kind, expect, given = texts
            verdict = judged(kind, expect, given, variables)
        except TutorError as error:
            raise TutorError(f"line {number}: {error}") from None
        yield as_line(asked | verdict)


def as_line(value: object) -> str:
    """JSON on one line, in ASCII without control characters: harmless, and still exact."""
    return json.dumps(value).replace("\x7f", "\\u007f")


def _refuse(constant: str) -> None:
    raise ValueError(constant)
