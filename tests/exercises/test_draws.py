"""Every draw of the practice page asks and answers what it did when its digest was made."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.exercises.bundled import PRACTICE
from tutor.exercises.problem import Problem, draw
from tutor.exercises.question import WORDS
from tutor.exercises.template import Template, pool_size

DIGESTS: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parent / "draws.json").read_text("utf-8")
)


def as_line(seed: int, problem: Problem) -> str:
    """What must not change of a draw: its parameters, mistakes and the answers that are typed."""
    drawn = problem.as_json()
    steps = [
        {
            "name": step["name"],
            "kind": step["kind"],
            "answer": "" if step["kind"] == WORDS else step["answer"],
            "mistakes": [[mistake["name"], mistake["answer"]] for mistake in step["mistakes"]],
        }
        for step in drawn["steps"]
    ]
    line = {"seed": seed, "parameters": drawn["parameters"], "steps": steps}
    return json.dumps(line, sort_keys=True) + "\n"


def test_there_is_a_digest_for_every_level() -> None:
    levels = {f"{template.id} {n + 1}" for template in PRACTICE for n in range(3)}
    assert set(DIGESTS) == levels


@pytest.mark.parametrize("template", PRACTICE, ids=lambda t: t.id)
@pytest.mark.parametrize("level", [1, 2, 3])
def test_the_same_seed_still_gives_the_same_problem(template: Template, level: int) -> None:
    expected = DIGESTS[f"{template.id} {level}"]
    assert pool_size(template, level) == expected["draws"]
    digest = hashlib.sha256()
    for seed in range(expected["draws"]):
        digest.update(as_line(seed, draw(template, level, seed)).encode())
    assert digest.hexdigest() == expected["sha256"]
