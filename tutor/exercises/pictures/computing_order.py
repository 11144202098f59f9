"""In which order the coordinates of an autoregressive layer are computed, there and back."""

from tutor.exercises.pictures.canvas import Legend
from tutor.exercises.pictures.sketch import Sheet
from tutor.exercises.written import indexed

_ARROW = 20  # cells from the left to the head of an arrow, at most


def computing_order(is_maf: bool, n: int, width: int) -> tuple[Sheet, Legend]:
    """A row for each coordinate with the pass in which it is computed, for both directions."""
    read = "x" if is_maf else "z"
    rows = [*_direction("sampling", "z", "x", read, n, width), ""]
    rows += _direction("evaluating", "x", "z", read, n, width)
    slow, fast = ("sampling", "evaluating") if is_maf else ("evaluating", "sampling")
    kind = "a MAF" if is_maf else "an IAF"
    legend: Legend = [
        ("", f"{kind}: scales and shifts are computed from the {read} before"),
        ("", f"{slow}: one coordinate after another, {n} passes"),
        ("", f"{fast}: all coordinates at once, 1 pass"),
    ]
    return rows, legend


def _direction(name: str, known: str, made: str, read: str, n: int, width: int) -> list[str]:
    """pass 2   z2, x1 ─────► x2"""
    rows = [f"{name}: {known} is known"]
    for i in range(1, n + 1):
        before = [indexed(f"{read}{j}") for j in range(1, i)]
        start = f"{indexed(f'{known}{i}')}{' with ' if before else ''}{', '.join(before)} "
        shown = f"pass {i}" if read == made else "pass 1" if i == 1 else ""
        line = "─" * max(3, _ARROW - len(start))
        rows.append(f"  {shown:8}{start}{line}► {indexed(f'{made}{i}')}"[:width])
    return rows
