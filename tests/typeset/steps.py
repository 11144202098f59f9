"""How much work a call is: the lines of Python it runs, a count that no clock disturbs."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

from rich.cells import cached_cell_len, get_character_cell_size


def steps(call: Callable[[], object]) -> int:
    """The lines run by a call and by all it calls."""
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Callable[..., Any]:
        nonlocal count
        count += 1
        return trace

    for cached in (cached_cell_len, get_character_cell_size):
        cached.cache_clear()  # what an earlier call measured would hide work of this one
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count
