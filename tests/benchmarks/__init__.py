"""Benchmarks: `python -m tests.benchmarks.NAME` prints timings; nothing here asserts one."""

import os


def as_installed() -> None:
    """Let the programs that are started keep what was compiled of them, as installed ones do."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
