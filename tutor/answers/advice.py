"""What to write instead of a character or a name that typed mathematics does not have."""

import re
import unicodedata
from collections.abc import Sequence

from tutor.answers.brackets import inner
from tutor.answers.vocabulary import CONSTANTS, FUNCTIONS
from tutor.core.text import harmless

DOTTED = re.compile(r"[A-Za-z_]\w*(?:\s*\.\s*[A-Za-z_]\w*)+", re.ASCII)  # np.exp
_ADVICE = {
    **dict.fromkeys("<>≤≥⩽⩾", "a comparison has no place here: type only what is asked for"),
    "=": "there is one = too many: type only what comes after the last one",
    "%": "write a percentage as a decimal: 0.25 for 25 percent",
    "!": "factorials are not supported",
    "$": "leave out the dollar signs: type the answer as it is, for example 1/4",
    "\\": "LaTeX is not supported: type 1/4, sqrt(2) or 3^2",
    ".": "a point is only allowed inside a number, as in 0.5",
    "_": "underscores are not allowed: write a number as 1000, a name as x1",
    "'": "a prime or a quote is not allowed here",
    '"': "leave out the quotes: type the answer as it is",
    "∪": "one interval is enough: write it like [2, 6]",
    "ℝ": "write all real numbers as the interval (-inf, inf)",
    "∛": "write a cube root as a power, as in 8^(1/3)",
    ":": "write a division with /, as in 1/4",
    "±": "± stands for two values: type one value, or each of them in a set",
    "ᵀ": "leave out the transpose: type only the numbers",
    **dict.fromkeys("→↦⇒", "type only the answer, without an arrow"),
    **dict.fromkeys("⟨⟩", "write round or square brackets, as in (4, 2) or [2, 6]"),
    **dict.fromkeys("≈≃~", "leave out this sign: type only the answer"),
    **dict.fromkeys(
        "λμµσφϕψθδγβηξωΦΣΔΩΛ",
        "a Greek letter has no value here: type the number or the function that it stands for",
    ),
}

_WORDS = frozenset(
    (
        *("a", "all", "an", "and", "any", "are", "as", "at", "be", "between", "both", "by", "else"),
        *("elsewhere", "equals", "every", "for", "from", "has", "if", "in", "interval", "is", "it"),
        *("no", "none", "not", "of", "on", "only", "or", "otherwise", "over", "real", "than"),
        *("the", "then", "to", "undefined", "when", "where", "which", "with", "yes"),
    )
)
_INSTEAD = {  # what to write for functions that are not known, with u in place of their argument
    "lg": "(log(u)/log(10))",
    "log1p": "log(1 + u)",
    "expm1": "(exp(u) - 1)",
    "cbrt": "((u)^(1/3))",
    "square": "((u)^2)",
    "cot": "(1/tan(u))",
    "sec": "(1/cos(u))",
    "csc": "(1/sin(u))",
    "coth": "(1/tanh(u))",
    "sech": "(1/cosh(u))",
    "csch": "(1/sinh(u))",
    "expit": "sigmoid(u)",
    "logistic": "sigmoid(u)",
    "logit": "log((u)/(1 - (u)))",
    "softplus": "log(1 + exp(u))",
    "relu": "max(0, u)",
    "phi": "(exp(-(u)^2/2)/sqrt(2*pi))",
    # v in place of the second argument
    "pow": "((u)^(v))",
    "power": "((u)^(v))",
    "root": "((u)^(1/(v)))",
    "nthroot": "((u)^(1/(v)))",
}
_OTHER_FUNCTIONS = frozenset(  # which no other function may be proposed for
    prefix + name + end
    for name in ("sin", "cos", "tan", "sec", "csc", "cot")
    for end in ("", "h")
    for prefix in ("a", "arc", "ar")
) | {"sign", "sgn"}
_POWER = re.compile(  # after what it is of: ^2, **-2, ²
    r"\s*((?:\^|\*\*)\s*-?(?:[0-9]+(?:\.[0-9]+)?|[A-Za-z]\w*(?!\w|\s*\())|[⁰¹²³⁴-⁹]+)", re.ASCII
)
_LOGARITHM = re.compile(r"log(?:_?([0-9]+|(?<=_)[a-z])|_\{(\w+)\})(?!\w)", re.IGNORECASE | re.ASCII)
_ENDINGS = ("", *"+-*/^),;]}")  # what may follow a value
_LONGEST = 20  # characters of a name that is taken apart
_ENDS = ("inf", "infty", "infinity", "oo", "Inf", "INF")  # which are no numbers


def unknown_character(character: str) -> str:
    """The message about a character that has no meaning."""
    if character in _ADVICE:
        return _ADVICE[character]
    name = unicodedata.name(character, "").lower()
    if unicodedata.category(character)[0] in "LMN":
        return (
            f"{character} ({name}) is not recognised: please retype it as a plain letter or digit"
        )
    return f"{harmless(character)} cannot be used in an answer"


def unknown_name(name: str, rest: str, variables: Sequence[str]) -> str:
    """The message about a name that is no variable, function or constant; `rest` follows it."""
    shown = harmless(name if len(name) <= 20 else name[:20] + "…")
    if name == "x" and not variables and rest.lstrip()[:1].isdecimal():
        return "write * for times"
    if name.lower() in _WORDS:
        return f"{shown} has no place here: type only what is asked for, without words"
    base = _LOGARITHM.match(name + rest)
    if base and ("_" in base[0] or rest.lstrip()[:1] not in _ENDINGS):  # log2 may be log(2)
        return _logarithm(base[1] or base[2], rest[base.end() - len(name) :], variables)
    called = rest.lstrip().startswith("(")
    known = called and name.lower() in _INSTEAD
    if not known and (apart := _apart(name, rest, variables)):
        return apart
    if called and len(name) > 1:
        return f"there is no function {shown}; {_function(name, rest)}"
    return _value(name, shown, variables)


def _apart(name: str, rest: str, variables: Sequence[str]) -> str:
    """What to write for names that stand together: `xexp(-x)`, `2pix`, `sinx`."""
    without = name.replace("_", "")
    if without != name and without in (*variables, *CONSTANTS):
        return f"write it without _: {without}"
    argument = _in_brackets(rest)
    parts = _parts(name, variables) if len(name) <= _LONGEST else None
    if parts is None or (argument and parts[-1] not in FUNCTIONS):
        return ""
    if parts[-1] in FUNCTIONS:
        if not argument:
            return ""
        parts = [*parts[:-1], parts[-1] + argument]
    places = [place for place, part in enumerate(parts) if part in FUNCTIONS]
    for place in reversed(places):
        parts = [*parts[:place], f"{parts[place]}({'*'.join(parts[place + 1 :])})"]
    written = "*".join(parts)
    if found := _POWER.match(rest.lstrip()[len(argument) :]):
        power = found[1]
        if places and not argument:  # of which part it is the power cannot be known
            return f"write the brackets: {written[:-1]}{power}) or {written}{power}"
        written += power
    if places == [0]:
        return f"write the brackets: {written}"
    return f"write * between the two: {written}" if len(parts) == 2 else f"write {written}"


def _parts(name: str, variables: Sequence[str], after: str = "") -> list[str] | None:
    """The name as functions, constants, variables and numbers one after another."""
    if not name:
        return []
    digits = len(name) - len(name.lstrip("0123456789"))
    known = sorted((*FUNCTIONS, *CONSTANTS, *variables), key=len, reverse=True)
    if digits and after not in FUNCTIONS:
        return None  # x1 is another variable
    for part in [name[:digits]] if digits else known:
        is_word = part == "e" and (after in FUNCTIONS or not variables)  # sine, pie
        if name.startswith(part) and not is_word:
            following = _parts(name[len(part) :], variables, part)
            if following is not None:
                return [part, *following]
    return None


def _logarithm(base: str, rest: str, variables: Sequence[str]) -> str:
    """What to write for a logarithm to a base; `rest` follows the base."""
    argument = _in_brackets(rest) or f"({variables[0] if variables else 8})"
    natural = f"log{argument}"
    if base == "e":
        return f"log is the natural logarithm: write {natural}"
    if base in variables or (base.isdecimal() and int(base) > 1):
        return f"log is the natural logarithm: for this one write ({natural}/log({base}))"
    return f"log is the natural logarithm: without a base write {natural}"


def _in_brackets(rest: str) -> str:
    """The brackets with which a text begins, and what is in them; empty if it does not."""
    text = rest.lstrip()
    inside = inner(text) if text.startswith("(") else ""
    return f"({harmless(inside)})" if inside else ""


def _arguments(inside: str) -> list[str]:
    """What stands between the commas that are in no brackets."""
    found, depth = [""], 0
    for character in inside:
        depth += (character in "([{") - (character in ")]}")
        if character in ",;" and not depth:
            found.append("")
        else:
            found[-1] += character
    return [each.strip() for each in found]


def _function(name: str, rest: str) -> str:
    """What to write for a function that is not known."""
    from difflib import get_close_matches  # only where something is wrong: 5 ms

    pattern = _INSTEAD.get(name.lower(), "")
    listed = _arguments(_in_brackets(rest)[1:-1])
    if pattern and all(listed) and len(listed) == (2 if "v" in pattern else 1):
        parts = {"u": listed[0], "v": listed[-1]}
        return "write " + re.sub(r"\b[uv]\b", lambda found: parts[found[0]], pattern)
    close = get_close_matches(name.lower(), FUNCTIONS, n=1, cutoff=0.75)
    if close and name.lower() not in _OTHER_FUNCTIONS:
        return f"did you mean {close[0]}?"
    return f"the functions are {', '.join(FUNCTIONS)}"


def _value(name: str, shown: str, variables: Sequence[str]) -> str:
    """What to write for a value that is not known."""
    from difflib import get_close_matches  # only where something is wrong: 5 ms

    close = get_close_matches(name.lower(), [*variables, *CONSTANTS], n=1, cutoff=0.7)
    if not close:
        functions = get_close_matches(name.lower(), FUNCTIONS, n=1, cutoff=0.75)
        close = [f"{each}({variables[0] if variables else 2})" for each in functions]
    if not variables:
        hint = f"; did you mean {close[0]}?" if close and close[0] not in _ENDS else ""
        return f"{shown} has no value here: use only numbers, functions, pi and e{hint}"
    listed = " and ".join(
        (", ".join(variables[:-1]), variables[-1]) if variables[1:] else variables
    )
    return (
        f"{shown} is unknown: this question uses {listed}; did you mean {(close or variables)[0]}?"
    )


def without_prefix(text: str, attribute: re.Match[str]) -> str:
    """The message about `np.exp(1)`: the same without its prefix, if it has a meaning without."""
    last = attribute.group().split(".")[-1].strip()
    if last not in FUNCTIONS and last not in CONSTANTS:
        return "a name cannot have dots: write exp(1), not np.exp(1)"
    if last in CONSTANTS:
        return f"write {last}"
    depth = 0
    for end in range(attribute.end(), len(text)):
        depth += {"(": 1, ")": -1}.get(text[end], 0)
        if depth <= 0:
            break
    else:
        return f"write {last}(…)"
    return f"write {last}{harmless(text[attribute.end() : end + 1]).strip()}"
