"""The words of the screens that one may not know, each in a line."""

WORDS = {
    "review": "a card asked when it is due, and graded",
    "due": "to be asked today, or on the day that is named",
    "interval": "the days until a card is due again",
    "ease factor, EF": "by how much an interval grows after Good; 2.50 to begin with",
    "lapse": "a card graded Again that was known before",
    "leech": "a card with so many lapses that it should be written otherwise",
    "bury": "not asked again before tomorrow",
    "suspend": "not asked until you resume it",
    "cloze": "a text with a hidden part, written in [brackets]",
    "self-check": "a question whose answer you compare with key points",
    "level": "how hard the numbers of an exercise are, from 1 on",
    "practice": "recorded, but the schedule stays as it is",
}
