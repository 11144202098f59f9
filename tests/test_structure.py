"""How the code is laid out: no circle of imports, no long file, no file name twice."""

import ast
from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
LONGEST = 400  # lines
NAMED_AS_USERS_SAY = ("tutor/cli/verbs", "tutor/tui/screens")


def imported(path: Path, ours: set[str]) -> Iterator[str]:
    """What of ours a module imports, also inside functions and for types alone."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for each in node.names:
                whole = f"{node.module}.{each.name}"
                yield whole if whole in ours else node.module


def arrows(top: Path) -> dict[str, set[str]]:
    """By module of the package `tutor`: the modules of it that it imports."""
    modules = {
        ".".join(path.relative_to(top).with_suffix("").parts).removesuffix(".__init__"): path
        for path in (top / "tutor").rglob("*.py")
    }
    ours = set(modules)
    return {name: {*imported(path, ours)} & ours for name, path in modules.items()}


def test_there_is_no_circle() -> None:
    found = arrows(TOP)
    assert sum(map(len, found.values())) > len(found) > 200
    TopologicalSorter(found).prepare()  # which raises a CycleError that names the circle


@pytest.mark.parametrize(
    "code",
    [
        "import tutor.b",
        "from tutor import b",
        "from tutor.b import name",
        "def work():\n    from tutor.b import name",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from tutor.b import name",
    ],
)
def test_a_circle_is_found_however_it_is_imported(tmp_path: Path, code: str) -> None:
    (tmp_path / "tutor").mkdir()
    (tmp_path / "tutor" / "__init__.py").touch()
    (tmp_path / "tutor" / "a.py").write_text(code)
    (tmp_path / "tutor" / "b.py").write_text("import tutor.c")
    (tmp_path / "tutor" / "c.py").write_text("from tutor.a import work")
    with pytest.raises(CycleError):
        TopologicalSorter(arrows(tmp_path)).prepare()


def test_no_file_is_too_long_to_be_read_whole() -> None:
    paths = [path for folder in ("tutor", "tests") for path in (TOP / folder).rglob("*.py")]
    lengths = {path: path.read_text(encoding="utf-8").count("\n") for path in paths}
    assert [str(path) for path, length in lengths.items() if length > LONGEST] == []


def test_a_file_name_stands_in_one_place() -> None:
    names = Counter(
        path.name
        for path in (TOP / "tutor").rglob("[!_]*.py")
        if not str(path.parent.relative_to(TOP)).startswith(NAMED_AS_USERS_SAY)
    )
    assert [name for name, times in names.items() if times > 1] == []
