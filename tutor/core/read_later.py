"""A long list of which only what is reached, or soon will be, is read."""

from collections.abc import Callable, Sequence
from typing import TypeVar, cast, overload

Place = tuple[int, ...]  # where it is read: whole numbers
T = TypeVar("T")

_AHEAD = 8


class ReadLater(Sequence[T]):
    """Things in order; what is there as its place is read when it is asked for, and kept.

    `read` is given that place and some that follow it: as many of them as it answers are kept. The
    things themselves are tuples of another class.
    """

    def __init__(
        self,
        order: Sequence[T | Place],
        read: Callable[[Sequence[Place]], Sequence[T]],
        known: dict[Place, T] | None = None,
    ) -> None:
        self._order = tuple(order)
        self._read = read
        self._known: dict[Place, T] = {} if known is None else known

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...

    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        if isinstance(index, slice):
            return ReadLater(self._order[index], self._read, self._known)
        found = self._order[index]
        if type(found) is not tuple:
            return cast(T, found)
        place = cast(Place, found)
        if place not in self._known:
            ahead = self._order[index : index + _AHEAD] if index >= 0 else (found,)
            places = [cast(Place, each) for each in ahead if type(each) is tuple]
            self._known.update(zip(places, self._read(places), strict=False))
        return self._known[place]
