"""The command line taken apart: options before or after the verb, values that may begin with -."""

import argparse
import sys
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NoReturn

from tutor import __version__
from tutor.cli.options import EVERYWHERE
from tutor.cli.verb import Option, Verb
from tutor.cli.verbs import GROUPS, VERBS, load
from tutor.core.text import harmless

_ALWAYS = ("--help", "-h", "--version")
_LONGEST = 100  # characters of a name that is looked for among those there are


def parse(argv: Sequence[str]) -> tuple[argparse.Namespace, Verb | None]:
    """The arguments, and the verb if there is one. Ends the program if they are wrong."""
    before, name, after = _split(argv)
    if name and name not in VERBS:
        _top_parser().error(f"unknown command {name!r}.{_meant(name, VERBS)}")
    verb = load(name) if name else None
    parser = parser_of(verb) if verb else _top_parser()
    options = _by_name((*(verb.options if verb else ()), *EVERYWHERE))
    chosen, operands = _sort([*before, *after], options)
    for word in chosen:
        if (unknown := word.split("=", 1)[0]) not in options and unknown not in _ALWAYS:
            parser.error(_no_option(unknown, [*options, "--help", "--version"]))
    _refuse_too_many(parser, operands, verb)
    return parser.parse_args([*chosen, "--", *operands] if operands else chosen), verb


def _no_option(name: str, known: Iterable[str]) -> str:
    by_word = {each.removeprefix("--"): each for each in known}
    meant = _meant(name.removeprefix("--"), by_word, "--")
    return f"unknown option {name}.{meant} The options are: {', '.join(by_word.values())}"


def _meant(name: str, known: Iterable[str], before: str = "") -> str:
    """Which of the known names may be meant, as a sentence; "" if none is like this one."""
    from tutor.search.search_error import nearest

    close = nearest(name[:_LONGEST], known)
    return f" Did you mean {before}{close}?" if close else ""


def parser_of(verb: Verb) -> argparse.ArgumentParser:
    """The parser of one verb."""
    parser = _Parser(
        prog=f"tutor {verb.name}",
        description=f"{verb.summary[0].upper()}{verb.summary[1:]}.",
        epilog="examples:\n" + "\n".join(f"  {example}" for example in verb.examples),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    for each in verb.operands:
        parser.add_argument(
            each.name, nargs=each.how_many or None, metavar=each.name.upper(), help=each.help
        )
    parser.notes = verb.notes
    return _with(parser, (*verb.options, *EVERYWHERE))


class _Parser(argparse.ArgumentParser):
    """argparse, with what was typed made harmless before it is echoed; `notes` end the help."""

    notes: Callable[[], str] | None = None

    def format_help(self) -> str:
        """What explains the verb is made for its help alone."""
        if self.notes is not None:
            self.epilog = f"{self.epilog}\n\n{self.notes()}"
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        sys.stderr.write(
            f"{self.prog}: {harmless(message)}\n`{self.prog} --help` explains how to use it.\n"
        )
        raise SystemExit(2)


def _split(argv: Sequence[str]) -> tuple[list[str], str, list[str]]:
    """What stands before the verb, the verb, and what follows."""
    options = _by_name(EVERYWHERE)
    place = 0
    while place < len(argv):
        word = argv[place]
        if word.startswith("-") and word != "-" and word not in options and word not in _ALWAYS:
            options = _by_name(_all_options())
        if word in options and options[word].takes("".join(argv[place + 1 : place + 2])):
            place += 2
        elif word.startswith("-") and word != "-":
            place += 1
        else:
            return list(argv[:place]), word, list(argv[place + 1 :])
    return list(argv), "", []


def _sort(words: Sequence[str], options: Mapping[str, Option]) -> tuple[list[str], list[str]]:
    """Options, each joined to its value, and operands, which may begin with a single -."""
    chosen: list[str] = []
    operands: list[str] = []
    rest = deque(words)
    while rest:
        word = rest.popleft()
        name = word.split("=", 1)[0]
        if word == "--":
            operands.extend(rest)
            break
        if word in options and rest and options[word].takes(rest[0]):
            chosen.append(f"{word}={rest.popleft()}")
        elif name in options or word in _ALWAYS or word.startswith("--"):
            chosen.append(word)
        else:
            operands.append(word)
    return chosen, operands


def _refuse_too_many(
    parser: argparse.ArgumentParser, operands: Sequence[str], verb: Verb | None
) -> None:
    takes = verb.operands if verb else ()
    if len(operands) <= len(takes) or any(each.how_many in ("*", "+") for each in takes):
        return
    enough = f"give only one {takes[0].name.upper()}" if takes else "only options can follow"
    word = operands[len(takes)]
    if verb and any(each.name == "-o" for each in verb.options):
        enough += f"; the file to write follows -o: -o {word}"
    parser.error(f"unexpected word {word!r}: {enough}")


def _all_options() -> Iterable[Option]:
    return (*(each for name in VERBS for each in load(name).options), *EVERYWHERE)


def _by_name(options: Iterable[Option]) -> Mapping[str, Option]:
    return {each.name: each for each in options}


class _TopParser(_Parser):
    def format_help(self) -> str:
        """The help lists the verbs, which are loaded for it alone."""
        width = max(map(len, VERBS))
        groups = []
        for title, names in GROUPS.items():
            rows = (f"  {name:<{width}}  {load(name).summary}" for name in names)
            groups.append("\n".join([f"{title}:", *rows]))
        self.epilog = "\n\n".join([*groups, str(self.epilog)])
        return super().format_help()


def _top_parser() -> argparse.ArgumentParser:
    parser = _TopParser(
        prog="tutor",
        usage="tutor [COMMAND] [options]",
        description="A spaced-repetition tutor for the terminal. Without a command: the home "
        "screen.",
        epilog="examples:\n"
        "  tutor                    the home screen: what is due, and what you can do\n"
        "  tutor review --limit 10  review at most ten cards\n"
        "  tutor today              one line for a shell prompt\n"
        "  tutor review --help      help for one command\n\n"
        "exit codes: 0 done, 1 something is wrong with the input, 2 wrong usage",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    return _with(parser, EVERYWHERE)


def _with(parser: argparse.ArgumentParser, options: Iterable[Option]) -> argparse.ArgumentParser:
    parser.add_argument("--version", action="version", version=f"tutor {__version__}")
    for each in options:
        parser.add_argument(each.name, **each.settings)
    return parser
