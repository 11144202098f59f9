"""Benchmarks: `python -m tests.benchmarks.NAME` prints timings; nothing here asserts one."""
