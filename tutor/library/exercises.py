"""Exercise files: a card for each exercise, its problems drawn when it is asked."""

from tutor.core.fault import Fault
from tutor.core.kind import Kind
from tutor.core.text import one_line
from tutor.library.parsed import ParsedCard, ParsedFile
from tutor.library.wording import hashed


def exercise_cards(data: bytes, path: str) -> ParsedFile:
    """The exercises in a TOML file's bytes, and its faults."""
    from tutor.exercises.exercise_file import read_exercises  # only where there is an exercise file

    if (fault := _not_toml(data, path)) is not None:
        return ParsedFile("", (), (fault,), ())
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


def _not_toml(data: bytes, path: str) -> Fault | None:
    """What the parser says of a file in which no exercise begins: each that does is read alone."""
    from tutor.exercises.exercise_file import MAX_BYTES
    from tutor.exercises.toml_chunks import HEADER, Bad, line_of, read_toml

    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n") if len(data) <= MAX_BYTES else ""
        if not HEADER.search(text):
            read_toml(text)
    except UnicodeDecodeError:
        return None  # the reader of exercises reports the line
    except Bad as bad:
        return Fault(path, line_of(text, bad), one_line(bad.message))
    return None
