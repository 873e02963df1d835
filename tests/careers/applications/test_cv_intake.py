"""Which files are taken as a CV, and what is said about the others. Real files, the real sandbox."""

import socket
import struct
import subprocess
import sys
import threading
from contextlib import contextmanager

import pytest

from careers.applications.cv import sandbox
from careers.applications.cv.intake import check_cv, shown_name
from careers.applications.cv.problems import Problem, Refused
from careers.applications.cv.reading import pages_of, text_of
from careers.applications.cv.sentences import sentence
from tests.careers.applications import genuine, hostile

GENUINE = {what: (kind, content) for what, kind, content in genuine.genuine()}
HOSTILE = {what: (problem, content) for what, problem, content in hostile.hostile()}


@pytest.mark.parametrize("what", GENUINE)
def test_genuine_files_are_taken(what):
    kind, content = GENUINE[what]
    found = check_cv(content, "CV Camille.pdf")
    assert found.kind == kind
    assert found.name == f"CV Camille.{kind}"


@pytest.mark.parametrize("what", HOSTILE)
def test_the_others_are_refused_with_their_own_sentence(what):
    problem, content = HOSTILE[what]
    with pytest.raises(Refused) as refusal:
        check_cv(content, "cv.pdf")
    assert refusal.value.problem == problem


def test_every_refusal_says_what_to_do(settings):
    said = {sentence(problem) for problem in Problem}
    assert len(said) == len(Problem)
    assert "5\xa0Mo" in sentence(Problem.TOO_LARGE)


def test_a_file_over_the_limit_is_not_even_looked_into(settings):
    settings.CV_MAX_BYTES = 10
    with pytest.raises(Refused) as refusal:
        check_cv(genuine.plain_pdf(), "cv.pdf")
    assert refusal.value.problem == Problem.TOO_LARGE


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\x\\Mon CV.PDF", "Mon CV.pdf"),
        ("cv‮fdp.exe", "cv fdp.exe.pdf"),
        ("<script>.docx", "<script>.pdf"),
        ("\0\r\n", "cv.pdf"),
        ("é" * 300, "é" * 115 + ".pdf"),
        ("", "cv.pdf"),
    ],
)
def test_names_are_shown_and_never_lead_anywhere(given, shown):
    assert shown_name(given, "pdf") == shown


def test_the_worker_draws_pages_and_reads_texts():
    pages = pages_of(GENUINE["several pages"][1])
    assert len(pages) == 3
    assert all(page[8:12] == b"WEBP" for page in pages)
    for what in ("Word", "LibreOffice", "by hand, 1.7"):
        kind, content = GENUINE[what]
        assert "Camille" in text_of(content, kind)
    assert "<script" not in text_of(
        genuine.docx(body="<w:p><w:r><w:t>&lt;script&gt;</w:t></w:r></w:p>"), "docx"
    )


WALLS = """
import sys
sys.path.insert(0, sys.argv[1])
import ctypes, os, socket
from careers.applications.cv.inside import limits
limits.confine(seconds=2, memory=512 * limits.MIB, output=1000)
def refused(act):
    try:
        act()
    except (OSError, MemoryError):
        return True
libc = ctypes.CDLL(None)
assert refused(lambda: socket.create_connection(("127.0.0.1", 9)))
assert libc.socket(2, 1, 0) == -1
assert refused(os.fork)
assert refused(lambda: os.unlink(sys.argv[2]))
assert refused(lambda: bytearray(600 * limits.MIB))
sys.stdout.write("held")
sys.stdout.flush()
while True: pass
"""


def test_the_walls_of_the_sandbox_hold(tmp_path):
    target = tmp_path / "kept"
    target.touch()
    done = subprocess.run(
        [sys.executable, "-I", "-c", WALLS, str(sandbox.ROOT), str(target)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stdout == "held", done.stderr
    assert done.returncode < 0  # ended by the kernel for its time
    assert target.exists()


def test_a_crashing_sandbox_refuses_the_file(monkeypatch):
    monkeypatch.setattr(sandbox, "BOOT", "import os; os.abort()")
    with pytest.raises(Refused) as refusal:
        check_cv(genuine.plain_pdf(), "cv.pdf")
    assert refusal.value.problem == Problem.UNCHECKED


# --- The virus scanner ------------------------------------------------------------------------------
@contextmanager
def scanner(answer: bytes):
    """A clamd on loopback: takes an INSTREAM, answers as told, keeps what it got."""
    received = bytearray()

    def serve(listener):
        connection, _address = listener.accept()
        with connection:
            file = connection.makefile("rb")
            assert file.read(10) == b"zINSTREAM\0"
            while size := struct.unpack(">I", file.read(4))[0]:
                received.extend(file.read(size))
            connection.sendall(answer)
            file.close()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, args=(listener,))
        thread.start()
        yield f"127.0.0.1:{listener.getsockname()[1]}", received
        thread.join()


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (b"stream: OK\0", "taken"),
        (b"stream: Eicar FOUND\0", "refused"),
        (b"ERROR\0", "waits"),
        (b"", "waits"),
    ],
)
def test_the_scanner_decides_and_its_silence_is_no_yes(settings, answer, verdict):
    content = genuine.plain_pdf()
    with scanner(answer) as (address, received):
        settings.CLAMAV_ADDRESS = address
        if verdict == "refused":
            with pytest.raises(Refused) as refusal:
                check_cv(content, "cv.pdf")
            assert refusal.value.problem == Problem.VIRUS
        else:
            assert check_cv(content, "cv.pdf").scanned is (verdict == "taken")
    assert bytes(received) == content


def test_a_scanner_that_is_down_leaves_the_file_unopened(settings):
    settings.CLAMAV_ADDRESS = "127.0.0.1:9"
    assert check_cv(genuine.plain_pdf(), "cv.pdf").scanned is False
