"""Every draw of every exercise of the course judged: `python -m tests.exercises.every_draw`."""

import sys
import time

from tests.exercises.bundled import PRACTICE, TEMPLATES
from tests.exercises.test_every_draw import check_draw
from tutor.exercises.problem import draw
from tutor.exercises.template import pool_size


def main(only: str) -> None:
    """Check each draw of the exercises whose id begins so, and print what went wrong."""
    failed = 0
    for template in TEMPLATES:
        if template in PRACTICE or not template.id.startswith(only):
            continue
        for level in range(1, len(template.levels) + 1):
            start, size = time.process_time(), pool_size(template, level)
            for seed in range(size):
                try:
                    check_draw(draw(template, level, seed), seed)
                except AssertionError as error:
                    failed += 1
                    print(f"{template.id} {level}, seed {seed}: {error}")
            seconds = time.process_time() - start
            print(f"{template.id} {level}: {size} draws, {seconds:.0f} s of CPU", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
