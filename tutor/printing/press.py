"""The process that runs Typst: the data on its standard input, the printed pages on its output.

What could not be printed is said on its error output, as JSON: the characters that no font has, and
the pictures that cannot be read. A process of its own, because Typst can neither be stopped nor
made to give its memory back.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

NO_TYPST = 3  # exit codes
REFUSED = 4

_NOWHERE = "\U0010fffd"  # for private use: no font should have it
_GLYPH = re.compile(rb'<use xlink:href="#([^"]+)"')


def main() -> int:
    try:
        import typst
    except ImportError:
        return NO_TYPST
    asked = json.loads(sys.stdin.buffer.read())
    page = Path(asked["page"])  # Typst reads files below its folder only
    unreadable = [name for name in asked["images"] if not _is_read(name, str(page.parent))]
    try:
        made = typst.compile(
            str(page),
            root=str(page.parent),
            sys_inputs={"data": asked["data"], "unreadable": json.dumps(unreadable)},
            format="pdf",
            timestamp=asked["timestamp"],
            ignore_system_fonts=asked["own_fonts"],
            pdf_tags=asked["tags"],
        )
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return REFUSED
    sys.stdout.buffer.write(made)
    boxes = _boxes(asked["unusual"], asked["own_fonts"])
    print(json.dumps({"boxes": boxes, "unreadable": unreadable}), file=sys.stderr)
    return 0


def _is_read(name: str, root: Any) -> bool:
    """Whether Typst can read a picture; one that it cannot would end the whole printing."""
    import typst

    source = f'#image("{name}", width: 9pt, height: 9pt)'.encode()
    try:
        typst.compile(source, root=root, format="pdf", ignore_system_fonts=True)
    except RuntimeError:
        return False
    return True


def _boxes(characters: str, own_fonts: bool) -> str:
    """Those of the characters that no font has: they look like one that no font may have."""
    import typst

    if not characters:
        return ""
    fonts = '("New Computer Modern", "New Computer Modern Math", "DejaVu Sans Mono")'
    pages = "\n#pagebreak()\n".join(
        f"#text({json.dumps(each, ensure_ascii=False)})" for each in (_NOWHERE, *characters)
    )
    source = f"#set page(width: auto, height: auto, margin: 0pt)\n#set text(font: {fonts})\n{pages}"
    drawn = typst.compile(source.encode(), format="svg", ignore_system_fonts=own_fonts)
    box, *glyphs = (_GLYPH.findall(bytes(page)) for page in drawn)
    return "".join(
        each for each, glyph in zip(characters, glyphs, strict=True) if glyph and glyph == box
    )


if __name__ == "__main__":
    try:
        code = main()
    except KeyboardInterrupt:  # whoever started this process hears of it too
        code = 130
    raise SystemExit(code)
