"""The process that runs Typst: the data on its standard input, the printed pages on its output.

A process of its own, because Typst can neither be stopped nor made to give its memory back.
"""

import json
import sys
from pathlib import Path

NO_TYPST = 3  # exit codes
REFUSED = 4


def main() -> int:
    try:
        import typst
    except ImportError:
        return NO_TYPST
    asked = json.loads(sys.stdin.buffer.read())
    page = Path(__file__).with_name("page.typ")
    try:
        made = typst.compile(
            str(page),
            root=str(page.parent),
            sys_inputs={"data": asked["data"]},
            format="pdf",
            timestamp=asked["timestamp"],
            ignore_system_fonts=asked["own_fonts"],
            pdf_tags=asked["tags"],
        )
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return REFUSED
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    try:
        code = main()
    except KeyboardInterrupt:  # whoever started this process hears of it too
        code = 130
    raise SystemExit(code)
