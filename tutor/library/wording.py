"""What a card's text is hashed by, so that a card is known again."""

import unicodedata
from hashlib import blake2b

# How an author writes the id of a card to which the program gave it: without the tilde.
AUTOMATIC = r"[0-9a-f]{16}(?:-[0-9]{1,6})?"


def normalised(text: str) -> str:
    """The text on one line, in Unicode's composed form: what looks the same is the same."""
    folded = " ".join(text.split())
    return folded if folded.isascii() else unicodedata.normalize("NFC", folded)


def hashed(*texts: str) -> str:
    """A short name for these texts; the tilde shows that no author gave it as an id."""
    joined = "\x1f".join(texts).encode("utf-8", "surrogatepass")
    return "~" + blake2b(joined, digest_size=8).hexdigest()
