"""People who write, subscribe and apply, each until the site has thanked them, wherever it answers."""

import http.client
import itertools
import threading
from collections.abc import Callable, Sequence
from urllib.parse import urlencode
from uuid import uuid4

from tests.servers import SiteServer

SENDERS = 4
# The site's own path of each form, and what it is called.
CONTACT, LETTER, APPLICATION = "contact", "newsletter", "application"
KINDS = (CONTACT, LETTER, APPLICATION)
FORM = "application/x-www-form-urlencoded"


class Visitors:
    """`wanted` posts of the three forms in turn. `acknowledged`: the numbers the site thanked for."""

    def __init__(
        self, servers: Sequence[SiteServer], paths: dict[str, str], cv: bytes, *, wanted: int
    ) -> None:
        self.servers, self.paths, self.cv, self.wanted = servers, paths, cv, wanted
        self.acknowledged: set[int] = set()
        self.refused: list[tuple[int, str]] = []
        self._numbers = itertools.count()
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._send, daemon=True) for _ in range(SENDERS)]

    def begin(self) -> None:
        for thread in self._threads:
            thread.start()

    def wait_for(self, number: int) -> None:
        """Until so many were thanked for, or all have ended."""
        pause = threading.Event()
        while len(self.acknowledged) < number and any(one.is_alive() for one in self._threads):
            pause.wait(0.02)

    def give_up(self) -> None:
        """Whoever has not been thanked by now goes away."""
        self._over.set()

    def end(self) -> None:
        for thread in self._threads:
            thread.join()

    def _send(self) -> None:
        while (number := next(self._numbers)) < self.wanted and not self._over.is_set():
            token, tries = "", itertools.count(number)
            while number not in self.acknowledged and not (self.refused or self._over.is_set()):
                server = self.servers[next(tries) % len(self.servers)]
                try:
                    token = token or self.token(server, KINDS[number % 3])
                    self.post(server, number, token)
                except (OSError, http.client.HTTPException, KeyError, IndexError):
                    threading.Event().wait(0.05)

    def token(self, server: SiteServer, form: str) -> str:
        """A token of a form."""
        return token_in(server.get(token_path(form)).text)

    def post(self, server: SiteServer, number: int, token: str) -> None:
        """Send the form of this number once."""
        kind = KINDS[number % 3]
        body, content_type = filled_in(number, token, self.cv)
        answer = server.request("POST", self.paths[kind], body, {"Content-Type": content_type})
        with self._lock:
            if answer.status == 303:
                self.acknowledged.add(number)
            elif answer.status != 503:
                self.refused.append((answer.status, answer.text))


def token_in(answer: str) -> str:
    """The token in what the site says to `token_path`."""
    return answer.split('"token": "')[1].split('"')[0]


def token_path(form: str) -> str:
    return f"/form-token/?form={form}"


def filled_in(number: int, token: str, cv: bytes) -> tuple[bytes, str]:
    """What visitor `number` posts to the form of their kind, and its content type."""
    build: dict[str, Callable[[], tuple[bytes, str]]] = {
        CONTACT: lambda: enquiry(number),
        LETTER: lambda: sign_up(number),
        APPLICATION: lambda: application(number, cv),
    }
    body, content_type = build[KINDS[number % 3]]()
    return body.replace(b"%TOKEN%", token.encode()), content_type


def enquiry(number: int) -> tuple[bytes, str]:
    fields = {
        "last_name": "Nom",
        "first_name": "Prénom",
        "email": f"p{number}@entreprise.example",
        "company": "Entreprise",
        "message": f"message numéro {number}.",
    }
    return urlencode(fields).encode() + b"&form_token=%TOKEN%", FORM


def sign_up(number: int) -> tuple[bytes, str]:
    return f"email=l{number}%40entreprise.example&form_token=%TOKEN%".encode(), FORM


def application(number: int, cv: bytes) -> tuple[bytes, str]:
    edge = uuid4().hex
    fields = {
        "first_name": "Prénom",
        "last_name": "Nom",
        "email": f"c{number}@entreprise.example",
        "message": f"candidature {number}",
        "form_token": "%TOKEN%",
    }
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = (
        f'--{edge}\r\nContent-Disposition: form-data; name="cv"; filename="cv.pdf"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    )
    body = b"".join(parts) + head.encode() + cv + f"\r\n--{edge}--\r\n".encode()
    return body, f"multipart/form-data; boundary={edge}"
