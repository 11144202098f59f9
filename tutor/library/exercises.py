"""Exercise files: a card for each exercise, its problems drawn when it is asked."""

from tutor.core.card import Kind
from tutor.library.parsed import ParsedCard, ParsedFile
from tutor.library.wording import hashed


def exercise_cards(data: bytes, path: str) -> ParsedFile:
    """The exercises in a TOML file's bytes, and its faults."""
    from tutor.flows.reading import read_exercises  # only where there is an exercise file

    found = read_exercises(data, path)
    cards = tuple(
        ParsedCard(
            kind=Kind.EXERCISES,
            given=template.id,
            note=hashed("exercise", template.id),
            identity=hashed("exercise", template.id),
            wording=hashed("exercise", template.id, template.title, *template.steps),
            question=template.title,
            answer=f"Steps: {', '.join(template.steps)}.",
            key_points=(),
            tags=template.tags,
            line=template.line,
        )
        for template in found.templates
    )
    return ParsedFile(found.name, cards, found.faults, ())
