"""What helps with a card that is forgotten again and again, and what to type for it."""

from tutor.core.text import one_line
from tutor.study import Asked, Study


def what_helps(study: Study, asked: Asked) -> str:
    """One sentence; "" of another card."""
    if not asked.leech:
        return ""
    exercise = study.exercises.about(asked.card)
    try_it = f", work its exercise (tutor try {one_line(exercise.id)} --plain)" if exercise else ""
    return f"{asked.leech}: rewrite it (e), split it (tutor add){try_it} or suspend it (suspend)."
