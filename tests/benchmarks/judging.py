"""CPU time of drawing, judging and refusing: `python -m tests.benchmarks.judging`."""

import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.exercises.bundled import TEMPLATES
from tutor.answers.judge import judge_text
from tutor.answers.verdict import Verdict
from tutor.exercises.exercise_file import read_exercises
from tutor.exercises.judging import forget, judge_step
from tutor.exercises.picture import picture
from tutor.exercises.problem import draw
from tutor.exercises.proof import forms
from tutor.exercises.question import WORDS
from tutor.exercises.template import Template, pool

DECK = Path(__file__).parents[2] / "decks" / "change-of-variables" / "try-it.toml"
HOSTILE = {
    "a megabyte of brackets": "(" * 1_000_000,
    "a megabyte of letters": "x" * 1_000_000,
    "a megabyte of spaces": " " * 1_000_000,
    "100,000 brackets": "[" * 50_000 + "]" * 50_000,
    "9**9**9**9": "9**9**9**9",
    "200 signs": "-" * 199 + "1",
    "200 brackets": "(" * 200,
    "a tower of powers": "2^" * 49 + "2",
    "1e308 times itself": "*".join(["1e308"] * 33),
    "a long sum of functions": "+".join(["sin(exp(x))"] * 16),
    "NUL": "1\x00",
    "right-to-left mark": "\u202e4/1",
    "attribute access": "().__class__.__bases__",
}
Action = Callable[[], object]


def milliseconds(actions: Iterator[Action]) -> list[float]:
    """The CPU time of each action, done once."""
    taken = []
    for action in actions:
        start = time.process_time()
        action()
        taken.append(1000 * (time.process_time() - start))
    return taken


def report(name: str, taken: list[float]) -> None:
    """One line: median, 95th percentile, maximum."""
    p95 = sorted(taken)[int(0.95 * (len(taken) - 1))]
    print(f"{name:42}{statistics.median(taken):9.3f}{p95:9.3f}{max(taken):9.3f}")


def draws(template: Template, count: int) -> Iterator[Action]:
    """Complete draws, all levels in turn: every step, mistake and worked line, as JSON."""
    for seed in range(count):
        yield lambda seed=seed: draw(template, seed % 3 + 1, seed).as_json()  # type: ignore[misc]


def judgings(template: Template, mistaken: bool) -> Iterator["partial[Verdict]"]:
    """Right answers in every form, or mistakes to be named; nothing is known from before."""
    for seed in range(120):
        problem = draw(template, seed % 3 + 1, seed)
        for step in problem.steps:
            if step.kind != WORDS:
                for text in [m.answer for m in step.mistakes] if mistaken else forms(step):
                    forget()
                    yield partial(judge_step, problem, step, text)


def main() -> None:
    """Print every measurement."""
    print(f"{'milliseconds':42}{'median':>9}{'p95':>9}{'max':>9}")
    data = DECK.read_bytes()
    report("read the exercise file", milliseconds(iter([partial(read_exercises, data, "")] * 30)))
    for template in TEMPLATES:
        for level in (1, 2, 3):
            pool.cache_clear()
            first = milliseconds(iter([partial(draw, template, level, 0)]))
            report(f"first draw of {template.id}, level {level}", first)
    for template in TEMPLATES:
        for level in (1, 2, 3):
            draw(template, level, 0)
        taken = milliseconds(draws(template, 1000))
        report(f"complete draw, {template.id}", taken)
        print(f"{'  a thousand of them, in seconds':42}{sum(taken) / 1000:9.3f}")
        report("  judge a right answer", milliseconds(judgings(template, mistaken=False)))
        report("  judge and name a mistake", milliseconds(judgings(template, mistaken=True)))
        problems = [draw(template, 2, seed) for seed in range(40)]
        report("  picture", milliseconds(partial(picture, problem) for problem in problems))
    for name, typed in HOSTILE.items():
        asked = (("number", "1/4"), ("expression", "(x-2)/4"), ("matrix", "[[1, 2], [3, 4]]"))
        judged = (partial(judge_text, kind, expect, typed, ("x",)) for kind, expect in asked)
        report(f"refuse {name}", milliseconds(judged))


if __name__ == "__main__":
    main()
