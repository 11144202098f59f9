"""Many answers judged, place by place, from the command line."""

import argparse
import sys
import time
from collections.abc import Callable

from tests.exercises.right_values import Place, places


def main(what: str, trial: Callable[[Place, int], str | None], count: int) -> None:
    """Judge so many for every step of every exercise and level, and print what went wrong."""
    parser = argparse.ArgumentParser(description=f"Judge {what} for every step.")
    parser.add_argument("--count", type=int, default=count, help="for each step")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--only", default="", help="part of the name of a step: 'affine-normal 2'")
    asked = parser.parse_args()
    total = failed = 0
    for place in places():
        if asked.only not in place.name:
            continue
        start, shown = time.monotonic(), 0
        for seed in range(asked.first, asked.first + asked.count):
            found = trial(place, seed)
            total += 1
            if found is not None:
                shown += 1
                if shown <= 20:
                    print(f"{place.name}, seed {seed}: {found}")
        failed += shown
        seconds = time.monotonic() - start
        print(
            f"{place.name:36}{asked.count:9,} {what}, {shown} failed, {seconds:.0f} s", flush=True
        )
    print(f"{total:,} {what}, {failed} failed")
    sys.exit(1 if failed else 0)
