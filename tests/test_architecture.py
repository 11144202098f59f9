"""What docs/architecture.md says is there, is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`((?:tutor|tests)/[\w/.]+)`", TEXT)))


@pytest.mark.parametrize("name", [name for name in NAMED if "NAME" not in name])
def test_every_file_it_names_is_there(name: str) -> None:
    assert (ROOT / name).exists()


def test_it_names_files_and_every_package() -> None:
    assert len(NAMED) > 15
    for folder in (ROOT / "tutor").glob("[a-z]*/__init__.py"):
        assert f"`{folder.parent.name}/`" in TEXT


@pytest.mark.parametrize(
    "path", ["README.md", *(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md"))]
)
def test_no_link_leads_nowhere(path: str) -> None:
    text = re.sub(r"`[^`\n]*`|```.*?```", "", (ROOT / path).read_text(encoding="utf-8"), flags=re.S)
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert ((ROOT / path).parent / target).exists(), target
