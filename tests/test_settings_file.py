"""The settings file, changed by the program: what its author wrote stays."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor import setting_text
from tutor.errors import TutorError
from tutor.settings import load
from tutor.settings_file import change, switch


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tutor" / "settings.toml"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode())


def test_a_file_that_is_not_there_is_made(path: Path) -> None:
    switch(path, "flows", on=True)
    assert not path.exists()
    switch(path, "flows", on=False)
    assert path.read_text() == 'decks_off = ["flows"]\n'
    switch(path, "Flows", on=True)
    assert load(path).settings.decks_off == ()


AUTHORED = """# my settings
theme = 'night'   # late
decks_off = [
  "poems", # until spring
  'seas',
]

# fewer than usual
new_a_day = 0x0A
"""


def test_comments_order_and_spelling_stay(path: Path) -> None:
    write(path, AUTHORED)
    switch(path, "seas", on=True)
    switch(path, "flows", on=False)
    text = path.read_text()
    for line in AUTHORED.splitlines():
        assert line in text or "seas" in line
    assert load(path).settings.decks_off == ("poems", "flows")
    places = [text.index(word) for word in ("# my", "theme", "# late", "poems", "# fewer", "0x0A")]
    assert places == sorted(places)


TABLES = """# mine
new_a_day = 3

# of one deck
[deck.poems]
new_a_day = 1 # few
"""


@pytest.mark.parametrize("name", ["theme", "decks_off", "new_a_day"])
@pytest.mark.parametrize("text", [TABLES, TABLES[TABLES.index("[") :], "x = [\n[1],\n]\n" + TABLES])
def test_a_setting_is_written_above_the_tables_and_their_comments(
    path: Path, text: str, name: str
) -> None:
    write(path, text)
    value = {"theme": "day", "decks_off": ("a",), "new_a_day": 8}[name]
    change(path, {name: value})
    after = path.read_text()
    found = tomllib.loads(after)
    assert found == tomllib.loads(text) | {name: [*value] if isinstance(value, tuple) else value}
    tables = text[text.index("# of") if "# of" in text else text.index("[deck") :]
    assert after.endswith(tables)
    change(path, {name: None})
    assert name not in tomllib.loads(path.read_text())


@pytest.mark.parametrize(
    ("typed", "limits", "kept"),
    [
        (
            "poems.new_a_day = 9, poems.reviews_a_day = 40",
            {"poems": {"new_a_day": 9, "reviews_a_day": 40}},
            ["# mine", "# of one deck", "# few"],
        ),
        (
            '{ poems = { new_a_day = 1 }, "my words" = { new_a_day = 0 } }',
            {"poems": {"new_a_day": 1}, "my words": {"new_a_day": 0}},
            ["# mine", "# of one deck", "new_a_day = 1 # few"],
        ),
        ("verbs.reviews_a_day = 5", {"verbs": {"reviews_a_day": 5}}, ["# mine"]),
        ("", {}, ["# mine"]),
    ],
)
def test_limits_of_single_decks_keep_what_is_written_beside_them(
    path: Path, typed: str, limits: dict[str, dict[str, int]], kept: list[str]
) -> None:
    write(path, TABLES)
    value = setting_text.typed("deck", typed)
    assert setting_text.typed("deck", setting_text.as_typed(value)) == value == limits
    change(path, {"deck": value})
    after = path.read_text()
    assert tomllib.loads(after).get("deck", {}) == limits
    assert tomllib.loads(after)["new_a_day"] == 3
    assert all(each in after for each in kept)


def test_limits_of_single_decks_that_cannot_be_are_replaced_whole(path: Path) -> None:
    for wrong in ("deck = 3\n", "[deck.poems]\nnew_a_day = -1\n"):
        write(path, wrong)
        change(path, {"deck": {"verbs": {"new_a_day": 2}}})
        assert tomllib.loads(path.read_text()) == {"deck": {"verbs": {"new_a_day": 2}}}


@pytest.mark.parametrize(
    "text",
    ["", "theme = 'day'", "theme = 'day'\n", "\ufefftheme = 'day'\r\n# end", "# only a comment\n"],
)
def test_a_file_without_the_list_gets_it(path: Path, text: str) -> None:
    write(path, text)
    before = load(path).settings
    switch(path, "flows", on=False)
    after = load(path)
    assert after.faults == ()
    assert after.settings.decks_off == ("flows",)
    assert after.settings.theme == before.theme
    assert path.read_text().startswith(text.strip("\ufeff").replace("\r\n", "\n").rstrip("\n"))


@pytest.mark.parametrize(
    "data",
    [
        b"theme = day\n",
        b"theme = 'dark'\n",
        b"decks_off = 'flows'\n",
        b"decks_off = [1]\n",
        b"colour = 1\n",
        b"theme = 'day'\ntheme = 'day'\n",
        b"\xff\xfe",
        b"#" * 70_000,
    ],
)
def test_a_file_with_a_fault_is_never_overwritten(path: Path, data: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(data)
    for on in (True, False):
        with pytest.raises(TutorError, match="were left as they are"):
            switch(path, "flows", on=on)
    assert path.read_bytes() == data


def test_a_link_and_the_permissions_stay(path: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text("theme = 'day'\n")
    real.chmod(0o640)
    path.parent.mkdir()
    path.symlink_to(real)
    switch(path, "flows", on=False)
    assert path.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert load(real).settings.decks_off == ("flows",)


def test_what_cannot_be_written_is_said() -> None:
    with pytest.raises(TutorError, match=r"cannot be written: [A-Z][^\[\]]*\. Nothing was changed"):
        switch(Path("/proc/none/settings.toml"), "flows", on=False)


@settings(max_examples=30)
@given(
    names=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), max_size=4),
    name=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8),
)
def test_any_name_can_be_switched_off_and_on(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], name: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any-name.toml"
    path.unlink(missing_ok=True)
    for each in names:
        switch(path, each, on=False)
    switch(path, name, on=False)
    assert name in tomllib.loads(path.read_text())["decks_off"]
    switch(path, name, on=True)
    left = tomllib.loads(path.read_text())["decks_off"]
    assert name not in left
    assert {each.casefold() for each in left} == {each.casefold() for each in names} - {
        name.casefold()
    }
