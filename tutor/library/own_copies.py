"""Bundled deck files that the learner has copied: the copy is read in their place."""

import os
from collections.abc import Collection, Sequence
from pathlib import Path


def copied(files: Collection[str], roots: Sequence[Path]) -> set[str]:
    """Those of the bundled files of which there is a copy at the same place below another root."""
    if len(roots) < 2:
        return set()
    from tutor import paths

    bundled = os.path.join(os.path.realpath(paths.bundled_decks()), "")
    own = [os.path.realpath(root) for root in roots]
    own = [root for root in own if not os.path.join(root, "").startswith(bundled)]
    return {
        path
        for path in files
        if path.startswith(bundled)
        and any(os.path.join(root, path[len(bundled) :]) in files for root in own)
    }
