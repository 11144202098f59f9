"""A card in the learner's editor, from the command line."""

import os
from typing import TYPE_CHECKING

from tutor import editor
from tutor.core.card import Card
from tutor.core.text import one_line
from tutor.errors import TutorError
from tutor.paths import is_bundled
from tutor.study import own_folder

if TYPE_CHECKING:
    from tutor.study import Study


def edited(study: "Study", card: Card, *, copies: bool) -> str:
    """What is to be said once the card was in the editor."""
    path = card.path
    if is_bundled(path):
        if not copies:
            raise TutorError(
                f"{one_line(path)} comes with tutor: an update would replace what you write there. "
                f"`tutor edit {one_line(card.id)} --copy` copies its deck into your own folder "
                "first; the cards keep their history."
            )
        path = own_folder.copy_deck(path, study.decks.own)
    own_folder.check_can_edit(path)
    found = editor.find(os.environ)
    is_open = f"{one_line(path)} is open; what you save there is read the next time."
    if found is None:
        editor.start_default(path)
        return is_open
    if found.has_window:
        return editor.start(found, path, card.line) or is_open
    said = editor.run(found, path, card.line)
    return f"{said} {study.decks.reread()}".strip()
