"""`tutor settings`: what can be set, how it is set, and setting it."""

from argparse import Namespace

from tutor import paths
from tutor.cli import context
from tutor.cli.options import JSON
from tutor.cli.output import as_json_line, say
from tutor.cli.verb import Operand, UsageError, Verb, switch
from tutor.core.text import one_line
from tutor.errors import TutorError
from tutor.setting_text import shown, typed
from tutor.settings import TABLE, Settings, refusal, written

_DEFAULTS = Settings()


def settings(arguments: Namespace) -> int:
    """List the settings, print one, or set one."""
    name, value = arguments.key, arguments.value
    if arguments.default and (name is None or value is not None):
        raise UsageError("--default takes one setting back: `tutor settings KEY --default`")
    if name is None:
        _list(as_json=arguments.json)
        return 0
    if name not in Settings._fields:
        raise TutorError(_sentence(refusal(name, None)))
    if arguments.default or value is not None:
        _set(name, None if value is None else _typed(name, value))
    if arguments.json:
        say(as_json_line(_facts(name)))
    elif arguments.default or value is not None:
        say(f"{_line(name)}{_of_a_running_program()}")
    else:
        say(shown(getattr(context.settings(), name)))
    return 0


def _typed(name: str, text: str) -> object:
    try:
        return typed(name, text, paths.settings().parent)
    except TutorError as error:
        raise TutorError(f"{error} Nothing was changed.") from error


def _set(name: str, value: object) -> None:
    from tutor.settings_file import change

    change(paths.settings(), {name: value})


def _list(*, as_json: bool) -> None:
    if as_json:
        say(as_json_line([_facts(name) for name in Settings._fields]))
        return
    say(f"{one_line(str(paths.settings()))}:")
    for name in Settings._fields:
        say(f"{_line(name)}\n  {TABLE[name].meaning}; {TABLE[name].allowed}")


def _line(name: str) -> str:
    """A setting as its line in the file, and its default where that is another."""
    loaded = context.loaded_settings()
    value, usual = getattr(loaded.settings, name), getattr(_DEFAULTS, name)
    line = f"{name} = {one_line(written(value))}"
    return line if value == usual else f"{line} (default: {written(usual)})"


def _facts(name: str) -> dict[str, object]:
    loaded = context.loaded_settings()
    return {
        "name": name,
        "value": getattr(loaded.settings, name),
        "default": getattr(_DEFAULTS, name),
        "given": name in loaded.given,
        "meaning": TABLE[name].meaning,
        "allowed": TABLE[name].allowed,
    }


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _of_a_running_program() -> str:
    return "\nA tutor that is running has it when it is started again."


VERB = Verb(
    "settings",
    "list what can be set, print a setting, or set it",
    settings,
    (
        Operand("key", "the name of a setting; without it all are listed", "?"),
        Operand("value", "what to set it to; without it the value is printed", "?"),
    ),
    (switch("--default", "take the setting out of the file"), JSON),
    (
        "tutor settings",
        "tutor settings new_a_day 10",
        "tutor settings decks_off poems,verbs",
        "tutor settings new_a_day --default",
    ),
)
