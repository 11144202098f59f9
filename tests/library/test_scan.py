"""Which files are decks, and what is said of those that cannot be looked at."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tutor.library.scan import LARGEST, DeckFile, natural, scan


def make(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Q: one\nA: 1\n")


def found(*roots: Path) -> list[tuple[str, str]]:
    """Deck and path, relative to the first root, of each file; there must be no faults."""
    files, faults = scan(roots)
    assert faults == []
    base = roots[0].resolve()
    return [(f.deck, Path(f.path).relative_to(base).as_posix()) for f in files]


def faults(*roots: Path) -> list[str]:
    return [str(fault) for fault in scan(roots)[1]]


@pytest.fixture
def can_link(tmp_path: Path) -> None:
    try:
        (tmp_path / "try").symlink_to(tmp_path)
    except (OSError, NotImplementedError):
        pytest.skip("no links here")
    (tmp_path / "try").unlink()


def test_a_subfolder_is_a_deck_with_all_below_it_and_a_loose_file_is_one(tmp_path: Path) -> None:
    make(tmp_path, "flows/a.md", "flows/deep/er/b.md", "flows/c.toml", "loose.md")
    assert found(tmp_path) == [
        ("flows", "flows/a.md"),
        ("flows", "flows/c.toml"),
        ("flows", "flows/deep/er/b.md"),
        ("", "loose.md"),
    ]


def test_a_root_that_is_a_file_is_a_loose_deck(tmp_path: Path) -> None:
    make(tmp_path, "flows/a.md")
    files, _ = scan([tmp_path / "flows" / "a.md"])
    assert [(file.deck, Path(file.path).name) for file in files] == [("", "a.md")]


def test_a_readme_hidden_names_and_other_files_are_no_decks(tmp_path: Path) -> None:
    make(tmp_path, "README.md", "flows/ReadMe.MD", "flows/.a.md", ".git/b.md", "flows/.x/c.md")
    make(tmp_path, "flows/notes.txt", "flows/a.md~", "flows/readme.toml", "flows/B.MD")
    assert found(tmp_path) == [("flows", "flows/B.MD"), ("flows", "flows/readme.toml")]


def test_decks_come_in_natural_order(tmp_path: Path) -> None:
    make(tmp_path, "b 10/x.md", "b 9/2.md", "b 9/10.md", "A/y.md", "b 9.md", "c.md")
    assert [path for _, path in found(tmp_path)] == [
        "A/y.md",
        "b 9.md",
        "b 9/2.md",
        "b 9/10.md",
        "b 10/x.md",
        "c.md",
    ]


def test_natural_order_counts_and_ignores_case() -> None:
    names = ["chapter 10", "Chapter 2", "chapter 2b", "chapter", "10", "9"]
    assert sorted(names, key=natural) == [
        "9",
        "10",
        "chapter",
        "Chapter 2",
        "chapter 2b",
        "chapter 10",
    ]


def test_size_and_time_of_change_are_those_of_the_file(tmp_path: Path) -> None:
    make(tmp_path, "a.md")
    os.utime(tmp_path / "a.md", ns=(5_000_000_000, 7_000_000_000))
    size = (tmp_path / "a.md").stat().st_size
    path = str((tmp_path / "a.md").resolve())
    assert scan([tmp_path])[0] == [DeckFile(path, "", size, 7_000_000_000)]


def test_a_missing_root_is_a_fault(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path / "none")
    assert fault.startswith(f"{tmp_path / 'none'}: there is nothing here")


@pytest.mark.parametrize("name", ["README.md", "notes.txt"])
def test_a_root_that_is_no_deck_is_a_fault(tmp_path: Path, name: str) -> None:
    make(tmp_path, name)
    files, (fault,) = scan([tmp_path / name])
    assert files == []
    assert "this is not a deck" in fault.message


def test_a_hidden_folder_is_read_when_it_is_asked_for(tmp_path: Path) -> None:
    make(tmp_path, ".decks/flows/a.md")
    assert found(tmp_path / ".decks") == [("flows", "flows/a.md")]


def test_a_file_over_64_mib_is_refused_by_name(tmp_path: Path) -> None:
    make(tmp_path, "a.md")
    with open(tmp_path / "large.md", "wb") as large:
        large.truncate(LARGEST + 1)
    files, (fault,) = scan([tmp_path])
    assert [Path(file.path).name for file in files] == ["a.md"]
    assert "large.md: this file is over 64 MiB (67,108,865 bytes)" in str(fault)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_a_fault(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    os.mkfifo(tmp_path / "pipe")
    (fault,) = faults(tmp_path)
    assert "pipe.md: this is a device or a pipe" in fault


def test_a_folder_without_permission_is_a_fault_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, "closed/a.md", "open/b.md")
    real = os.scandir

    def scandir(path: str) -> Iterator[os.DirEntry[str]]:
        if os.path.basename(path) == "closed":
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    files, (fault,) = scan([tmp_path])
    assert [file.deck for file in files] == ["open"]
    assert "closed: no permission" in str(fault)


@pytest.mark.usefixtures("can_link")
def test_links_to_files_and_to_folders_are_followed(tmp_path: Path) -> None:
    make(tmp_path, "elsewhere/x/a.md", "elsewhere/x/b.md", "decks/c.md")
    (tmp_path / "decks" / "flows").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "decks" / "d.md").symlink_to(tmp_path / "elsewhere" / "x" / "a.md")
    files, faults = scan([tmp_path / "decks"])
    assert faults == []
    assert [(file.deck, file.path) for file in files] == [
        ("", str((tmp_path / "elsewhere" / "x" / "a.md").resolve())),
        ("", str((tmp_path / "decks" / "c.md").resolve())),
        ("flows", str((tmp_path / "elsewhere" / "x" / "b.md").resolve())),
    ]


@pytest.mark.usefixtures("can_link")
def test_links_that_loop_come_to_an_end(tmp_path: Path) -> None:
    make(tmp_path, "flows/a.md")
    (tmp_path / "flows" / "up").symlink_to(tmp_path)
    (tmp_path / "flows" / "self").symlink_to(tmp_path / "flows")
    (tmp_path / "flows" / "circle").symlink_to(tmp_path / "flows" / "circle")
    (tmp_path / "flows" / "nowhere").symlink_to(tmp_path / "none")
    assert found(tmp_path) == [("flows", "flows/a.md")]


@pytest.mark.usefixtures("can_link")
def test_a_link_that_should_be_a_deck_and_leads_nowhere_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "gone.md").symlink_to(tmp_path / "none.md")
    (tmp_path / "round.md").symlink_to(tmp_path / "round.md")
    assert len(faults(tmp_path)) == 2


@pytest.mark.usefixtures("can_link")
def test_what_is_reached_twice_counts_once_and_where_it_really_lies(tmp_path: Path) -> None:
    make(tmp_path, "z/a.md")
    (tmp_path / "a").symlink_to(tmp_path / "z")
    (tmp_path / "b.md").symlink_to(tmp_path / "z" / "a.md")
    assert found(tmp_path) == [("z", "z/a.md")]
    assert found(tmp_path, tmp_path) == [("z", "z/a.md")]
    assert found(tmp_path, tmp_path / "z", tmp_path / "z" / "a.md") == [("z", "z/a.md")]


def test_a_hard_link_counts_once(tmp_path: Path) -> None:
    make(tmp_path, "a.md")
    try:
        os.link(tmp_path / "a.md", tmp_path / "b.md")
    except OSError:
        pytest.skip("no hard links here")
    assert found(tmp_path) == [("", "a.md")]


def test_roots_may_share_a_deck(tmp_path: Path) -> None:
    make(tmp_path, "one/flows/a.md", "two/flows/b.md")
    files, _ = scan([tmp_path / "one", tmp_path / "two"])
    assert [(file.deck, Path(file.path).name) for file in files] == [
        ("flows", "a.md"),
        ("flows", "b.md"),
    ]


def test_the_files_of_an_earlier_root_come_first_however_they_are_called(tmp_path: Path) -> None:
    make(tmp_path, "bundled/flows/b.md", "bundled/flows/a.md", "own/analysis/c.md")
    for roots, names in [
        (("bundled", "own"), ["a.md", "b.md", "c.md"]),
        (("own", "bundled"), ["c.md", "a.md", "b.md"]),
    ]:
        files, _ = scan([tmp_path / root for root in roots])
        assert [Path(file.path).name for file in files] == names


@pytest.mark.parametrize("name", [b"\xff.md", b"a\x1b[2J.md", b"a\nb.md"])
def test_a_name_that_cannot_be_shown_is_a_fault(tmp_path: Path, name: bytes) -> None:
    try:
        with open(os.fsencode(tmp_path) + b"/" + name, "wb"):
            pass
    except OSError:
        pytest.skip("no such names here")
    files, (fault,) = scan([tmp_path])
    assert files == []
    assert "rename it" in str(fault)
    assert str(fault).isprintable()


@pytest.mark.parametrize(
    "name",
    [
        "deck.sync-conflict-20260101-120000-ABCDEFG.md",
        "deck.sync-conflict-20260101-120000.md",
        "deck (Ann's conflicted copy 2026-01-01).md",
        "deck (Ann's conflicted copy 2026-01-01 (1)).md",
        "deck (In Konflikt stehende Kopie von Ann 2026-01-01).md",
        "deck (Copie en conflit de Ann 2026-01-01).md",
        "deck (conflicted copy 2026-01-01 120000).md",
        "deck (Case Conflict).md",
        "deck (SFConflict ann@example.org 2026-01-01-12-00-00).md",
        "deck_conflict-20260101-120000.md",
        "deck_pc_Jan-01-1200-2026_Conflict.md",
        "deck [conflicted].md",
    ],
)
def test_a_conflict_copy_beside_its_deck_is_named_and_not_read(tmp_path: Path, name: str) -> None:
    make(tmp_path, "deck.md", name, "sub/other.md", f"sub/{name}")
    files, faults = scan([tmp_path])
    # without its original it may be all there is
    assert [Path(file.path).name for file in files] == ["deck.md", name, "other.md"]
    (fault,) = map(str, faults)
    assert fault.startswith(f"{tmp_path / name}: this is a copy that a file sync made of deck.md")
    files, faults = scan([tmp_path / name])
    assert (len(files), faults) == (1, [])


@pytest.mark.parametrize("name", ["deck (Conflict in Verona).md", "deck conflict.md", "deck 2.md"])
def test_a_deck_about_conflicts_is_a_deck(tmp_path: Path, name: str) -> None:
    make(tmp_path, "deck.md", name)
    files, faults = scan([tmp_path])
    assert (len(files), faults) == (2, [])
