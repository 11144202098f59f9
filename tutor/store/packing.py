"""Uids and notes as the database keeps them."""

import re

_OWN = re.compile("[0-9a-f]{26}")


def pack_uid(uid: str) -> bytes | str:
    """A uid of our own as its 13 bytes; any other one, and none, as it is."""
    return bytes.fromhex(uid) if _OWN.fullmatch(uid) else uid


def unpack_uid(kept: object) -> str:
    """The uid as it is exported."""
    return kept.hex() if isinstance(kept, bytes) else str(kept)


def pack_note(note: str, identity: str) -> str:
    """A card's note as a placement has it: nothing where it is the card's identity."""
    return "" if note == identity else note
