"""Runs `tutor` in a process forked from one that has its modules loaded, where the system can fork.

What the program does is the same: a process of its own with its own arguments, environment, folder
and streams. What is saved is the time in which Python reads the modules. What depends on how Python
itself starts (encodings, warnings, what is imported) is tested in a new interpreter.
"""

import array
import atexit
import importlib
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from typing import NoReturn

from tests.patience import PATIENCE

CAN_FORK = hasattr(os, "fork") and hasattr(socket, "send_fds")
# What most verbs import, beside their own files. The screens are not among it.
MODULES = (
    "numpy",
    "sqlalchemy.dialects.sqlite",
    "tutor.cli.plain_exercise",
    "tutor.cli.plain_review",
    "tutor.exercises.exercise_file",
    "tutor.export.document",
    "tutor.store.shelving",
    "tutor.store.soundness",
    "tutor.store.writer",
    "tutor.study.transfer",
)
_LENGTH = 8  # bytes that say how long a message is
_servers: list[socket.socket] = []  # one, from the first run on


def run(
    words: Sequence[str], typed: str, environment: Mapping[str, str]
) -> "subprocess.CompletedProcess[str]":
    """The program with these arguments, and what it wrote."""
    with (
        tempfile.TemporaryFile() as stdin,
        tempfile.TemporaryFile() as stdout,
        tempfile.TemporaryFile() as stderr,
    ):
        stdin.write(typed.encode())
        stdin.seek(0)
        server = _server()
        request = json.dumps([list(words), dict(environment), os.getcwd()]).encode()
        files = [stdin.fileno(), stdout.fileno(), stderr.fileno()]
        socket.send_fds(server, [len(request).to_bytes(_LENGTH, "big")], files)
        server.sendall(request)
        (code,) = array.array("i", _received(server, 4))
        written = []
        for stream in (stdout, stderr):
            stream.seek(0)
            written.append(stream.read().decode().replace("\r\n", "\n"))
    return subprocess.CompletedProcess(list(words), code, *written)


def _server() -> socket.socket:
    if not _servers:
        ours, theirs = socket.socketpair()
        ours.settimeout(PATIENCE)
        program = subprocess.Popen(
            [sys.executable, "-c", f"from tests.warm import serve; serve({theirs.fileno()})"],
            pass_fds=[theirs.fileno()],
        )
        theirs.close()
        _servers.append(ours)
        atexit.register(program.wait)
        atexit.register(ours.close)  # first: it ends the program
    return _servers[0]


def _received(connection: socket.socket, length: int) -> bytes:
    parts = b""
    while len(parts) < length:
        part = connection.recv(length - len(parts))
        if not part:
            raise EOFError("the process that runs tutor has ended")
        parts += part
    return parts


def serve(descriptor: int) -> None:
    """Run one program after another, each in a fork, until the tests close the connection."""
    from tutor.cli.verbs import VERBS, load

    for name in MODULES:
        importlib.import_module(name)
    for name in VERBS:
        load(name)
    connection = socket.socket(fileno=descriptor)
    while True:
        length, files, _, _ = socket.recv_fds(connection, _LENGTH, 3)
        if not length:
            return
        words, environment, folder = json.loads(
            _received(connection, int.from_bytes(length, "big"))
        )
        child = os.fork()
        if child == 0:
            connection.close()
            _become_the_program(words, environment, folder, files)
        for each in files:
            os.close(each)
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        connection.sendall(array.array("i", [code]).tobytes())


def _become_the_program(
    words: Sequence[str], environment: Mapping[str, str], folder: str, files: Sequence[int]
) -> NoReturn:
    for place, each in enumerate(files):
        os.dup2(each, place)
        os.close(each)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.argv = ["tutor", *words]
    for stream in (sys.stdin, sys.stdout):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    from tutor.__main__ import main

    code: object = 1
    try:
        code = main()
    except SystemExit as ended:
        code = ended.code
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 0 if code is None else 1)
