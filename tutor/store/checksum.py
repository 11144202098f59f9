"""The checksum of a log entry: with it a byte that changed in the file is found."""

from zlib import crc32


def checksum(
    uid: str,
    device: str,
    at: int,
    day: int,
    card: str,
    event: int,
    quality: int,
    milliseconds: int,
    undoes: str,
    value: int,
    detail: str,
) -> int:
    """CRC-32 of all that an entry says, as a signed number of four bytes; names are spelled out."""
    said = (
        f"{uid}\0{device}\0{at}\0{day}\0{card}\0{event}\0{quality}\0{milliseconds}\0{undoes}"
        f"\0{value}\0{detail}"
    )
    return (crc32(said.encode()) ^ 0x80000000) - 0x80000000
