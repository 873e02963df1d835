"""The stand-in of Mailchimp with everything that can go wrong on the way there and back."""

import re
import socket
import struct
import threading
from dataclasses import dataclass

from newsletter.stand_in import StandIn

HTML_502 = (502, "text/html", b"<html><head><title>502 Bad Gateway</title></head></html>")
CDN_503 = (503, "application/json", b'{"type":"akamai_error_message","title":"","status":503}')
BARE_403 = (403, "", b"")
BARE_429 = (429, "", b"")
FULL_429 = (429, "application/problem+json", b'{"title":"Too Many Requests","status":429}')
SERVER_500 = (500, "application/problem+json", b'{"title":"Internal Server Error","status":500}')
CUT_OFF_200 = (200, "application/json", b'{"id": "0123", "status": "subscr')


@dataclass
class Fault:
    """What happens to requests that match, `times` times, before or after they were applied."""

    answer: tuple[int, str, bytes] | str
    when: str = "before"
    times: int = 1
    method: str = ".*"
    path: str = ".*"


class Faulty(StandIn):
    """Breaks as told; `concurrent` and `most` count the requests it had at once."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[Fault] = []
        self.stuck = threading.Event()  # set when a request hangs
        self.release = threading.Event()
        self.gather = 0  # hold requests until so many are there at once
        self.concurrent = self.most = self.taken = 0
        self.gathered = threading.Condition()

    def __exit__(self, *error: object) -> None:
        self.release.set()
        super().__exit__(*error)

    def fault(self, answer, **how) -> None:
        self.faults.append(Fault(answer, **how))

    def disturb(self, handler, when: str) -> bool:
        if when == "before":
            self._count_in()
        try:
            fault = self._due(handler, when)
            if fault is None:
                return False
            if fault.answer == "hang":
                self.stuck.set()
                self.release.wait(30)
                handler.close_connection = True
            elif fault.answer == "reset":
                # RST instead of an orderly end.
                linger = struct.pack("ii", 1, 0)
                handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                handler.connection.close()
                handler.close_connection = True
            else:
                self._answer(handler, fault.answer)
            return True
        finally:
            if when == "after":
                self._count_out()

    def _due(self, handler, when: str) -> Fault | None:
        with self.lock:
            for fault in self.faults:
                if (
                    fault.when == when
                    and fault.times > 0
                    and re.fullmatch(fault.method, handler.command)
                    and re.search(fault.path, handler.path)
                ):
                    fault.times -= 1
                    return fault
        return None

    @staticmethod
    def _answer(handler, answer: tuple[int, str, bytes]) -> None:
        status, kind, body = answer
        handler.send_response(status)
        if kind:
            handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.wfile.write(body)

    def _count_in(self) -> None:
        with self.gathered:
            self.taken += 1
            self.concurrent += 1
            self.most = max(self.most, self.concurrent)
            self.gathered.notify_all()
            if self.gather:
                self.gathered.wait_for(lambda: self.most >= self.gather, timeout=5)

    def _count_out(self) -> None:
        with self.gathered:
            self.concurrent -= 1
