"""A learner for the screens."""

from pathlib import Path

import pytest

from tests.learner import Learner


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    return Learner(tmp_path)
