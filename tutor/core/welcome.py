"""What one who has no history yet is told: what this is, and what to press or type."""

_WHAT = "tutor teaches normalizing flows: a card returns just before you forget it."

ON_SCREEN = (
    _WHAT,
    "space reviews: think of the answer, space shows it, 1 to 4 grade it.",
    "x solves an exercise, A adds a card of your own, b finds any card.",
    "Each grade is saved at once. q quits, ? lists the keys. Enter closes this.",
)
LINE_BY_LINE = (
    _WHAT,
    "A review asks what is due, then new cards: recall, see the answer, grade it.",
    "`tutor try` gives an exercise, `tutor add` adds and `tutor list` finds cards.",
    "Each grade is saved at once; q leaves, `tutor --help` lists all commands.",
)
