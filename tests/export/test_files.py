"""A file takes its name when it is whole, or leaves nothing."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.patience import PATIENCE
from tutor.errors import TutorError
from tutor.export.files import Write, new_file, new_files


def test_a_file_appears_when_it_is_whole_and_is_the_learners_own(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    with new_file(path, force=False) as put:
        put("é\r\n")
        assert not path.exists()
    assert path.read_bytes() == "é\r\n".encode()
    assert os.listdir(tmp_path) == ["a.json"]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("fault", [KeyboardInterrupt, RuntimeError, BrokenPipeError])
def test_what_is_stopped_or_fails_leaves_nothing_and_replaces_nothing(
    tmp_path: Path, fault: type[BaseException]
) -> None:
    path = tmp_path / "a.json"
    path.write_text("mine")

    def half(put: Write) -> None:
        put("half")
        raise fault

    with pytest.raises((fault, TutorError)), new_file(path, force=True) as put:
        half(put)
    assert path.read_text() == "mine"
    assert os.listdir(tmp_path) == ["a.json"]


def test_what_is_there_is_replaced_only_by_force(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("mine")
    with pytest.raises(TutorError, match="--force"), new_file(path, force=False) as put:
        put("new")
    assert path.read_text() == "mine"
    with new_file(path, force=True) as put:
        put("new")
    assert path.read_text() == "new"


def test_a_link_that_leads_nowhere_is_something_too(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.symlink_to(tmp_path / "gone")
    with pytest.raises(TutorError, match="is there already"), new_file(path, force=False):
        pass
    assert path.is_symlink()


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_program_that_is_ended_leaves_nothing(tmp_path: Path, number: int) -> None:
    code = (
        "import sys, time\nfrom pathlib import Path\n"
        "from tutor.export.files import new_file, new_folder\n"
        "path = Path(sys.argv[1])\n"
        "with new_folder(path.parent), new_file(path, force=False) as put:\n"
        "    put('half')\n    print('begun', flush=True)\n    time.sleep(10**6)\n"
    )
    path = tmp_path / "new" / "folder" / "a.json"
    command = [sys.executable, "-c", code, str(path)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "begun\n"
        assert len(os.listdir(path.parent)) == 1
        program.send_signal(number)
        assert program.wait(PATIENCE) != 0
    assert os.listdir(tmp_path) == []


def test_of_several_files_all_appear_or_none(tmp_path: Path) -> None:
    paths = [tmp_path / "a.csv", tmp_path / "b.csv"]
    paths[1].write_text("mine")
    with pytest.raises(TutorError, match=r"b\.csv is there"), new_files(paths, force=False):
        pass
    assert os.listdir(tmp_path) == ["b.csv"]


def test_one_that_appears_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    with pytest.raises(TutorError, match="is there"), new_file(path, force=False):
        path.write_text("first")
    assert path.read_text() == "first"
    assert os.listdir(tmp_path) == ["a.json"]


@pytest.mark.parametrize("name", ["missing/a.json", ".", "a\x00b"])
def test_a_name_that_cannot_be_written_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(TutorError), new_file(tmp_path / name, force=True):
        pass


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="needs a user who may be denied"
)
def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(TutorError, match="cannot be written"), new_file(tmp_path / "a", force=True):
        pass
