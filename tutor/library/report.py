"""What there is to say about one deck file, in no more words than anyone reads."""

from tutor.core.fault import Fault

MOST = 100


class Report:
    """The faults and notes of a file as they are found; only the first hundred are listed."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._faults: list[Fault] = []
        self._notes: list[Fault] = []
        self._more_faults = 0
        self._more_notes = 0

    def fault(self, line: int, message: str) -> None:
        """Add what is wrong on a line (0: the file as a whole), and how to fix it."""
        if len(self._faults) < MOST:
            self._faults.append(Fault(self.path, line, message))
        else:
            self._more_faults += 1

    def note(self, line: int, message: str) -> None:
        """Add what is worth saying and no fault."""
        if len(self._notes) < MOST:
            self._notes.append(Fault(self.path, line, message))
        else:
            self._more_notes += 1

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The faults in the order of their lines."""
        return self._listed(self._faults, self._more_faults)

    @property
    def notes(self) -> tuple[Fault, ...]:
        """The notes in the order of their lines."""
        return self._listed(self._notes, self._more_notes)

    def _listed(self, found: list[Fault], more: int) -> tuple[Fault, ...]:
        listed = sorted(found, key=lambda fault: fault.line)
        if more:
            listed.append(Fault(self.path, 0, f"and {more} more"))
        return tuple(listed)
