"""The four grades as buttons, each with the interval it leads to."""

from tutor.core.grade import Grade
from tutor.study import Asked
from tutor.tui.widgets.buttons import Button


def grade_buttons(asked: Asked, suggested: Grade | None) -> tuple[Button, ...]:
    """One button a grade; the one that is suggested says so."""
    return tuple(
        Button(
            label=grade.name.capitalize(),
            action=f"grade({grade.value})",
            key=str(grade.value),
            remark=asked.leads_to(grade),
            mark="suggested" if grade is suggested else "",
            kind=grade.name.lower(),
        )
        for grade in Grade
    )
