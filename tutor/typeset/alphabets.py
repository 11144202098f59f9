"""Unicode's other alphabets: raised and lowered letters, accents, and letters in a style."""

from collections.abc import Iterator
from itertools import groupby

from tutor.typeset.tree import Mark, Style

# Only what DejaVu Sans Mono has; Unicode has no raised q and no lowered capitals.
_RAISED = dict(
    zip(
        "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWθ⊤∗∘",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᶿᵀ*°",
        strict=True,
    )
) | {c: c for c in "′†‡*"}
RAISED = frozenset(_RAISED.values())
_LOWERED = dict(
    zip("0123456789+−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True)
)
_LONGEST = 5  # more raised or lowered signs than this are hard to read


def raised(text: str) -> str | None:
    """The text in raised signs, or None if some sign has no raised form."""
    return _converted(text, _RAISED)


def lowered(text: str) -> str | None:
    """The text in lowered signs, or None if some sign has no lowered form."""
    return _converted(text, _LOWERED)


def _converted(text: str, alphabet: dict[str, str]) -> str | None:
    if len(text) > _LONGEST:
        return None
    try:
        return "".join([alphabet[c] for c in text])
    except KeyError:
        return None


# Marks put on the one character before them; terminals' fonts have none for an arrow.
MARKS: dict[Mark, str] = {
    "hat": "\u0302",
    "bar": "\u0304",
    "tilde": "\u0303",
    "dot": "\u0307",
    "ddot": "\u0308",
    "check": "\u030c",
    "breve": "\u0306",
    "acute": "\u0301",
    "grave": "\u0300",
    "ring": "\u030a",
    "underline": "\u0332",
}
BLACKBOARD = dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True))
STRUCK = "\u0338"  # a stroke through the character before it

# Where each style's capitals, small letters and digits begin; Unicode had some letters before.
_STARTS: dict[Style, tuple[int, int, int | None]] = {
    "bold": (0x1D400, 0x1D41A, 0x1D7CE),
    "blackboard": (0x1D538, 0x1D552, 0x1D7D8),
    "italic": (0x1D434, 0x1D44E, None),
    "script": (0x1D49C, 0x1D4B6, None),
    "fraktur": (0x1D504, 0x1D51E, None),
    "sans": (0x1D5A0, 0x1D5BA, 0x1D7E2),
    "mono": (0x1D670, 0x1D68A, 0x1D7F6),
}
_EARLIER: dict[Style, dict[str, str]] = {
    "blackboard": BLACKBOARD,
    "italic": {"h": "ℎ"},
    "script": dict(zip("BEFHILMRego", "ℬℰℱℋℐℒℳℛℯℊℴ", strict=True)),
    "fraktur": dict(zip("CHIRZ", "ℭℌℑℜℨ", strict=True)),
}
_BOLD_GREEK = (("Α", "Ω", 0x1D6A8), ("α", "ω", 0x1D6C2))
_EARLIER["bold"] = dict(zip("∇∂ϵϑϰϕϱϖ", "𝛁𝛛𝛜𝛝𝛞𝛟𝛠𝛡", strict=True))
# A terminal has one face, upright; these styles it can only show by other letters.
SEEN: frozenset[Style] = frozenset({"bold", "blackboard", "script", "fraktur"})


def in_style(text: str, style: Style) -> str:
    """The text in mathematical letters of a style, where there are such."""
    if style not in _STARTS:
        return text
    return "".join(_letter(c, style) for c in text)


def seen(text: str, style: Style) -> str:
    """The text as a terminal shows it in a style."""
    return in_style(text, style) if style in SEEN else text


def bold_runs(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, those in bold letters as plain ones to be shown in a bold face."""
    for is_bold, run in groupby(text, lambda c: c in _PLAIN):
        yield "".join(_PLAIN.get(c, c) for c in run), is_bold


def _letter(c: str, style: Style) -> str:
    capitals, small, digits = _STARTS[style]
    if c in (earlier := _EARLIER.get(style, {})):
        return earlier[c]
    if "A" <= c <= "Z":
        return chr(capitals + ord(c) - ord("A"))
    if "a" <= c <= "z":
        return chr(small + ord(c) - ord("a"))
    if "0" <= c <= "9" and digits is not None:
        return chr(digits + ord(c) - ord("0"))
    if style == "bold":
        for first, last, start in _BOLD_GREEK:
            if first <= c <= last:
                return chr(start + ord(c) - ord(first))
    return c


_PLAIN = {
    in_style(c, "bold"): c
    for first, last in ("AZ", "az", "09", "ΑΩ", "αω")
    for c in map(chr, range(ord(first), ord(last) + 1))
} | {bold: c for c, bold in _EARLIER["bold"].items()}
