"""The verdict on a typed answer: right, wrong with its evidence, or malformed with its column."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Right:
    """As asked, or as follows from the learner's own answer to the step that `based_on` names."""

    note: str = ""
    based_on: str = ""


@dataclass(frozen=True, slots=True)
class Wrong:
    """Not as asked: the mistake by name, where it is known, and the evidence, always."""

    mistake: str
    evidence: str
    why: str = ""  # why the mistake is one, and which others give the same answer
    card: str = ""  # the id of the card that explains it


@dataclass(frozen=True, slots=True)
class Malformed:
    """Cannot be read, which costs nothing: why, and in which column (counted from 1)."""

    message: str
    column: int


Verdict = Right | Wrong | Malformed


def as_json(verdict: Verdict) -> dict[str, str | int | None]:
    """The verdict as `tutor judge --json` prints it."""
    if isinstance(verdict, Malformed):
        return _json("malformed", None, verdict.message, verdict.column)
    if isinstance(verdict, Wrong):
        return _json("wrong", verdict.mistake or None, message(verdict), None)
    return _json("right", None, message(verdict), None)


def _json(
    verdict: str, mistake: str | None, message: str, column: int | None
) -> dict[str, str | int | None]:
    return {"verdict": verdict, "mistake": mistake, "message": message, "column": column}


def message(verdict: Verdict) -> str:
    """The verdict in a sentence."""
    if isinstance(verdict, Malformed):
        return verdict.message
    if isinstance(verdict, Wrong):
        reasons = "; ".join(part for part in (verdict.why, verdict.evidence) if part)
        return f"{verdict.mistake}: {reasons}" if verdict.mistake else reasons
    if verdict.based_on:
        based = f"right, based on your {verdict.based_on}"
        return f"{based}; {verdict.note}" if verdict.note else based
    return f"right: {verdict.note}" if verdict.note else "right"
