"""What is to be typed, sign by sign: (5*x - 2)/8 is open 5 star x minus 2 close slash 8."""

_NAMES = {
    "(": "open",
    ")": "close",
    "[": "open bracket",
    "]": "close bracket",
    "{": "open brace",
    "}": "close brace",
    "*": "star",
    "/": "slash",
    "^": "caret",
    "+": "plus",
    "-": "minus",
    "−": "minus",
    "=": "equals",
    "<": "less than",
    ">": "greater than",
    "|": "bar",
    "_": "underscore",
    ",": "comma",
    ";": "semicolon",
}
_DEEPER = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}


def sign_by_sign(sentence: str) -> str:
    """The sentence with its signs named; what belongs to its words stays as it is."""
    said: list[str] = []
    depth = 0
    for at, sign in enumerate(sentence):
        depth += min(_DEEPER.get(sign, 0), 0)
        if sign in _NAMES and not _is_of_words(sentence, at, depth):
            said.append(f" {_NAMES[sign]} ")
        else:
            said.append(sign)
        depth += max(_DEEPER.get(sign, 0), 0)
    return " ".join("".join(said).split()).replace(" ,", ",")


def _is_of_words(sentence: str, at: int, depth: int) -> bool:
    """Whether a sign is a comma of the sentence, or a hyphen."""
    sign, before, after = sentence[at], sentence[:at][-1:], sentence[at + 1 : at + 2]
    if sign in ",;":
        return depth <= 0
    return sign == "-" and before.isalpha() and after.isalpha()
