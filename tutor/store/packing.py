"""Many whole numbers in one column, as bytes."""

import sys
from array import array
from collections.abc import Iterable

GRADE, CODE = "I", "Q"  # 32 and 64 bits


def pack(kind: str, numbers: Iterable[int]) -> bytes:
    """Whole numbers as little-endian bytes."""
    return _little_endian(array(kind, numbers)).tobytes()


def unpack(kind: str, data: bytes) -> "array[int]":
    """The numbers that were packed."""
    numbers = array(kind)
    numbers.frombytes(data)
    return _little_endian(numbers)


def _little_endian(numbers: "array[int]") -> "array[int]":
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
