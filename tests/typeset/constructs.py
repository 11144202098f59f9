"""Every construct of the notation, once: as typed, in two dimensions, in one line, in words.

The rows and words were written as they should be read; docs/mathematics.md shows this table.
"""

from tests.typeset.construct import Construct
from tests.typeset.group_constructs import GROUPS
from tests.typeset.style_constructs import STYLES
from tests.typeset.term_constructs import TERMS

CONSTRUCTS: dict[str, tuple[Construct, ...]] = TERMS | GROUPS | STYLES
