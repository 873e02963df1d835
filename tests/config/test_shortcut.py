"""What stands ready is answered before the event loop is asked, in the server as it is installed."""

import contextlib
import http.client
import subprocess
import sys
from threading import Event

from config.shortcut import ShortcutLoop
from tests.ports import free_port
from tests.servers import ROOT, environment_for

# A site whose own way fails: only what the fronts answer is a 200.
SERVED = """
import sys
from granian import loops
from granian.constants import HTTPModes, Interfaces
from granian.server import Server
from config.bridge import Answer
from config.shortcut import build

class Site:
    def __rsgi_init__(self, loop):
        loop.fronts = (self.front,)

    def front(self, scope):
        if scope.path == "/broken":
            raise ValueError
        return Answer(200, [("x-front", "yes")], b"ready") if scope.path == "/" else None

    async def __rsgi__(self, scope, protocol):
        protocol.response_str(404, [], "the usual way")

def load(target):
    return Site()

loops.register("auto")(build)
Server(
    "x:load", port=int(sys.argv[1]), interface=Interfaces.RSGI, http=HTTPModes.http1, websockets=False
).serve(target_loader=load)
"""


def ask(port: int, path: str, method: str = "GET") -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request(method, path)
        reply = connection.getresponse()
        return reply.status, reply.read()
    finally:
        connection.close()


def test_a_front_answers_in_place_of_the_loop_and_all_else_goes_the_usual_way(tmp_path):
    port = free_port()
    script = tmp_path / "served.py"
    script.write_text(SERVED)
    environment = environment_for(tmp_path, port)
    server = subprocess.Popen(
        [sys.executable, script, str(port)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        pause = Event()
        for _ in range(300):
            with contextlib.suppress(OSError):
                if ask(port, "/")[0]:
                    break
            pause.wait(0.1)
        for _ in range(20):
            assert ask(port, "/") == (200, b"ready")
        assert ask(port, "/", "HEAD") == (200, b"")
        assert ask(port, "/elsewhere") == (404, b"the usual way")
        assert ask(port, "/broken") == (404, b"the usual way")
    finally:
        server.terminate()
        server.wait()


def test_other_calls_from_threads_are_left_alone():
    loop = ShortcutLoop()
    try:
        loop.fronts = (lambda scope: None,)
        told: list[int] = []
        loop.call_soon_threadsafe(lambda one, two: told.append(one + two), 1, 2)
        loop.call_soon_threadsafe(loop.stop)
        loop.run_forever()
        assert told == [3]
    finally:
        loop.close()
