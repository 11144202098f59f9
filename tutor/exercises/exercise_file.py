"""Exercise files: TOML in, templates and faults out. Needs no numpy."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from tutor.core.fault import Fault
from tutor.core.text import harmless, one_line
from tutor.exercises import catalogue
from tutor.exercises.draws import MAX_TRIED, candidates
from tutor.exercises.parameters import Shape, Value
from tutor.exercises.ranges import call, choice, shaped
from tutor.exercises.template import Call, Level, Template, are_good, fits
from tutor.exercises.toml_chunks import Bad, chunks, known, line_of, read_toml, texts

MAX_BYTES = 1 << 20
MAX_EXERCISES = 500
_TOGETHER = 64  # candidates looked at together
_MAX_SEARCH = 8 * MAX_TRIED  # candidates looked at in one file, to find a good draw a level


@dataclass(frozen=True, slots=True)
class ExerciseFile:
    """What one file holds: its good exercises, and what is wrong with the others."""

    name: str = ""
    tags: tuple[str, ...] = ()
    templates: tuple[Template, ...] = ()
    faults: tuple[Fault, ...] = ()


def _refused(path: str, message: str, line: int = 1) -> ExerciseFile:
    return ExerciseFile(faults=(Fault(path, line, message),))


def read_exercises(data: bytes, path: str) -> ExerciseFile:
    """The exercises in a file's bytes; a fault in one leaves the others as they are."""
    if len(data) > MAX_BYTES:
        return _refused(path, f"the file has {len(data):,} bytes; at most {MAX_BYTES:,} are read")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _refused(path, "this is not UTF-8: save the file in that encoding", line)
    text = text.replace("\r\n", "\n")
    before, *exercises = chunks(text)
    if len(exercises) > MAX_EXERCISES:
        line = sum(chunk.count("\n") for chunk in (before, *exercises[:MAX_EXERCISES])) + 1
        return _refused(
            path, f"there are more than {MAX_EXERCISES} exercises: split the file", line
        )
    if not exercises:
        return _refused(path, "there is no [[exercise]] in this file: begin with one")
    faults: list[Fault] = []
    name = ""
    tags: tuple[str, ...] = ()
    search = iter(range(_MAX_SEARCH))
    try:
        name, tags = _preamble(read_toml(before))
    except Bad as bad:
        faults.append(Fault(path, line_of(before, bad), one_line(bad.message)))
    templates: dict[str, Template] = {}
    first = before.count("\n")  # lines before this one
    for chunk in exercises:
        try:
            template = _exercise(chunk, path, first, search)
            if template.id in templates:
                raise Bad(
                    f"the id {template.id!r} is taken by line {templates[template.id].line}:"
                    " give this exercise its own",
                    "id",
                )
            templates[template.id] = template
        except Bad as bad:
            faults.append(Fault(path, first + line_of(chunk, bad), one_line(bad.message)))
        first += chunk.count("\n")
    return ExerciseFile(name, tags, tuple(templates.values()), tuple(faults))


def _preamble(table: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    known(table, ("name", "tags", "kind"), "before the first [[exercise]]")
    name = table.get("name", "")
    if not isinstance(name, str):
        raise Bad('the name is a text in quotes: name = "Change of variables"', "name")
    return one_line(name), texts(table, "tags")


def _exercise(chunk: str, path: str, first: int, search: Iterator[int]) -> Template:
    whole = read_toml(chunk)
    known(whole, ("exercise",), "next to [[exercise]]")
    table = whole["exercise"][0]
    known(
        table,
        (
            *("id", "title", "minutes", "base", "transform"),
            *("steps", "worked", "tags", "cards", "level"),
        ),
        "in an exercise",
    )
    transform = _transform(table)
    base = _base(table.get("base"), transform, None)
    steps = _steps(table, base, transform)
    levels = _levels(table, base, transform, steps)
    template = Template(
        _id(table),
        _title(table),
        _minutes(table),
        base,
        transform,
        steps,
        levels,
        tags=texts(table, "tags"),
        cards=_cards(table, steps),
        path=path,
        line=first + 1,
    )
    for number in range(len(levels)):
        _look_for_a_draw(template, number, search)
    return _with_worked(template, table)


def _look_for_a_draw(template: Template, number: int, search: Iterator[int]) -> None:
    """Refuse a level from which nothing good can be drawn."""
    level = template.levels[number]
    drawn = candidates(dict(level.choices))
    while some := list(islice(drawn, _TOGETHER)):
        if any(are_good(level, some)):
            return
        if len(list(islice(search, len(some)))) < len(some):
            raise Bad("a good draw is too rare in this file: widen its ranges", "draw", number)
    raise Bad(
        f"level {number + 1} has an empty pool: nothing that can be drawn makes a good exercise;"
        " widen its ranges",
        "draw",
        number,
    )


def _id(table: Mapping[str, Any]) -> str:
    value = table.get("id")
    if not isinstance(value, str) or re.fullmatch(r"[a-z0-9][a-z0-9-]{0,63}", value) is None:
        raise Bad('every exercise has an id of small letters, digits and -: id = "affine"', "id")
    return value


def _title(table: Mapping[str, Any]) -> str:
    value = table.get("title")
    if not isinstance(value, str) or not value.strip() or len(value) > 200:
        raise Bad('every exercise has a title: title = "A 1D change of variables"', "title")
    if value != harmless(value) or "\n" in value or "\t" in value:
        raise Bad(
            "the title holds a control character: put LaTeX in single quotes, where \\ stays \\",
            "title",
        )
    return value.strip()


def _minutes(table: Mapping[str, Any]) -> float:
    value = table.get("minutes", 5)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 600:
        raise Bad("minutes is how long this takes with pen and paper: minutes = 7", "minutes")
    return value


def _transform(table: Mapping[str, Any]) -> Call:
    return call(table.get("transform"), "transform", catalogue.families(), None)


def _base(value: object, transform: Call, level: int | None) -> Call:
    if transform.name in catalogue.worksheets():
        if value is not None:
            raise Bad(f"{transform.name} has a base of its own: leave it out", "base", level)
        return Call("")
    dimension = catalogue.transforms()[transform.name].dimension
    return call(value, "base", catalogue.bases(dimension), level)


def _steps(table: Mapping[str, Any], base: Call, transform: Call) -> tuple[str, ...]:
    steps = texts(table, "steps")
    worksheet = catalogue.worksheets().get(transform.name)
    if worksheet is not None:
        can, known_steps = catalogue.steps_of(worksheet), catalogue.steps(of_worksheets=True)
    else:
        family = catalogue.transforms()[transform.name]
        can = catalogue.steps_for(catalogue.base_of(base.name, transform.name), family)
        known_steps = catalogue.steps()
    if not steps:
        raise Bad(f"an exercise asks at least one step: steps = [{can[0]!r}, …]", "steps")
    for step in steps:
        if step not in known_steps:
            raise Bad(f"unknown step {step!r}: there are {', '.join(known_steps)}", "steps")
        if step not in can:
            with_base = f" with a {base.name} base" if base.name else ""
            raise Bad(
                f"{transform.name}{with_base} cannot answer {step!r};"
                f" it can answer {', '.join(can)}",
                "steps",
            )
    if len(set(steps)) != len(steps):
        raise Bad("each step is asked once", "steps")
    return steps


def _cards(table: Mapping[str, Any], steps: Sequence[str]) -> tuple[tuple[str, str], ...]:
    cards = table.get("cards", {})
    if not isinstance(cards, dict) or not all(isinstance(card, str) for card in cards.values()):
        raise Bad('cards names a card for a step: cards = { density = "formula" }', "cards")
    for step in cards:
        if step not in steps:
            raise Bad(f"cards names a step that is not asked: {step!r}", "cards")
    return tuple((step, one_line(card)) for step, card in cards.items())


# Levels


def _levels(
    table: Mapping[str, Any], base: Call, transform: Call, steps: Sequence[str]
) -> tuple[Level, ...]:
    tables = table.get("level", [])
    if not isinstance(tables, list) or not all(isinstance(level, dict) for level in tables):
        raise Bad("write each level as a table [[exercise.level]]", "level")
    if not 1 <= len(tables) <= 9:
        raise Bad("an exercise has one to nine levels: write [[exercise.level]] and its draw")
    return tuple(_level(level, n, base, transform, steps) for n, level in enumerate(tables))


def _level(
    table: Mapping[str, Any], number: int, base: Call, transform: Call, steps: Sequence[str]
) -> Level:
    known(table, ("draw", "base", "transform"), "in a level", number)
    if "base" in table:
        base = _base(table["base"], transform, number)
    if "transform" in table:
        transform = _level_transform(table, transform, number)
    if "base" in table or "transform" in table:
        _refuse_unless_asked(base, transform, steps, number)
    shapes = _shapes(base, transform)
    is_worksheet = transform.name in catalogue.worksheets()
    if not is_worksheet and any(catalogue.steps()[step].at_a_point for step in steps):
        on_line = _dimension(transform) == 1
        shapes["z"] = Shape.NUMBER if on_line else Shape.VECTOR
    draw = table.get("draw")
    if not isinstance(draw, dict):
        raise Bad("a level says what it draws: draw = { a = { from = 2, to = 9 } }", "draw", number)
    for name in shapes:
        if name not in draw:
            raise Bad(f"{name} is not drawn: {name} = {{ from = 1, to = 9 }}", "draw", number)
    for name in draw:
        if name not in shapes:
            raise Bad(f"{name!r} is drawn, but nothing uses it: leave it out", "draw", number)
    choices = tuple((name, choice(name, draw[name], shapes[name], number)) for name in shapes)
    return Level(choices, base, transform, gentle=number == 0)


def _level_transform(table: Mapping[str, Any], transform: Call, number: int) -> Call:
    """The transform of one level: a worksheet for a worksheet, a map for one of its dimension."""
    own = call(table["transform"], "transform", catalogue.families(), number)
    kinds = [each.name in catalogue.worksheets() for each in (own, transform)]
    if kinds[0] is not kinds[1] or (not any(kinds) and _dimension(own) != _dimension(transform)):
        raise Bad(f"{own.name} is not of the kind of {transform.name}", "transform", number)
    return own


def _refuse_unless_asked(base: Call, transform: Call, steps: Sequence[str], number: int) -> None:
    """Refuse the base and transform of a level of which a step cannot be asked."""
    worksheet = catalogue.worksheets().get(transform.name)
    if worksheet is not None:
        can = catalogue.steps_of(worksheet)
    else:
        family = catalogue.transforms()[transform.name]
        can = catalogue.steps_for(catalogue.base_of(base.name, transform.name), family)
    for step in steps:
        if step not in can:
            with_base = f" with a {base.name} base" if base.name else ""
            raise Bad(f"{transform.name}{with_base} cannot answer {step!r}", "transform", number)


def _dimension(transform: Call) -> int:
    return catalogue.transforms()[transform.name].dimension


def _shapes(base: Call, transform: Call) -> dict[str, Shape]:
    """What each drawn name is."""
    family = catalogue.families()[transform.name]
    base_shapes: tuple[Shape, ...] = ()
    if base.name:
        base_shapes = catalogue.base_of(base.name, transform.name).shapes
    shapes: dict[str, Shape] = {}
    for written, known_shapes in ((transform, family.shapes), (base, base_shapes)):
        for argument, shape in zip(written.arguments, known_shapes, strict=False):
            if isinstance(argument, str):
                if shapes.get(argument, shape) is not shape:
                    raise Bad(f"{argument} cannot be a {shape} and a {shapes[argument]}", "base")
                shapes[argument] = shape
    return shapes


# The worked example


def _with_worked(template: Template, table: Mapping[str, Any]) -> Template:
    if "worked" not in table:
        return template
    given = table["worked"]
    level = template.levels[0]
    choices = dict(level.choices)
    if not isinstance(given, dict) or set(given) != set(choices):
        names = ", ".join(choices)
        raise Bad(f"the worked example gives exactly what level 1 draws: {names}", "worked")
    worked: dict[str, Value] = {}
    for name, drawn in choices.items():
        worked[name] = shaped(name, given[name], drawn.shape)
        if not drawn.holds(worked[name]):
            raise Bad(
                f"the worked example is outside its level: level 1 does not draw this {name};"
                " widen the level or change the example",
                "worked",
            )
    if not fits(level, worked):
        raise Bad("the worked example is outside its level: this makes no flow", "worked")
    return replace(template, worked=tuple(worked.items()))
