"""CPU time of judging, by exercise, level and step: `python -m tests.benchmarks.judging_steps`."""

import argparse
import statistics
from collections import defaultdict

from tests.benchmarks.judging import judgings, milliseconds
from tests.exercises.bundled import TEMPLATES

MOST = 1.0  # milliseconds that judging may take, of 95 in 100 answers


def main() -> None:
    """Print the slowest, and how many take longer than a millisecond at the 95th percentile."""
    parser = argparse.ArgumentParser(description="Time judging of every step.")
    parser.add_argument("--only", default="", help="the beginning of an exercise's id")
    parser.add_argument("--shown", type=int, default=30, help="how many are printed")
    asked = parser.parse_args()
    taken: dict[str, list[float]] = defaultdict(list)
    for template in TEMPLATES:
        if template.id.startswith(asked.only):
            for kind, mistaken in (("right answers", False), ("mistakes", True)):
                for judging in judgings(template, mistaken):
                    problem, step, _ = judging.args
                    name = f"{template.id} {problem.level} {step.name}, {kind}"
                    taken[name] += milliseconds(iter([judging]))
    rows = sorted(
        ((sorted(each)[int(0.95 * (len(each) - 1))], each, name) for name, each in taken.items()),
        reverse=True,
    )
    print(f"{'milliseconds':50}{'median':>9}{'p95':>9}{'answers':>9}")
    for p95, each, name in rows[: asked.shown]:
        print(f"{name:50}{statistics.median(each):9.3f}{p95:9.3f}{len(each):9,}")
    print(f"{sum(p95 > MOST for p95, *_ in rows)} of {len(rows)} take more than {MOST} ms")


if __name__ == "__main__":
    main()
