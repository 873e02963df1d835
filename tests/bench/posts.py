"""A contact form sent by a script: ours with its token and proof of work, and the bare one of Wagtail."""

import http.client
import itertools
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from tests.bench.load import BROWSER
from tests.bench.processes import NotMeasured, Server
from tests.intake.solving import solve

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
OLD_ENOUGH = 4  # seconds a token must have before its post: people are not faster
_numbers = itertools.count()

# What is sent, and with which cookie; and which answer thanks for it.
Post = tuple[dict[str, str], str]


@dataclass(frozen=True)
class Form:
    """A form at an address: how its posts are made ready beforehand, and the status that takes one."""

    name: str
    server: Server
    path: str
    prepare: Callable[[Server, str, int], list[Post]]
    taken: int

    def send(self, number: int) -> float:
        """Send so many; the ms of the server's CPU that one took. Raises NotMeasured."""
        ready = self.prepare(self.server, self.path, number)
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        sent = {"Host": f"localhost:{self.server.port}", **BROWSER, **FORM}
        try:
            before = self.server.cpu
            for fields, cookie in ready:
                headers = {**sent, "Cookie": cookie} if cookie else sent
                connection.request("POST", self.path, urlencode(fields), headers)
                reply = connection.getresponse()
                body = reply.read()
                if reply.status != self.taken:
                    raise NotMeasured(f"{self.name}: {reply.status} {body[:500]!r}")
            return (self.server.cpu - before) / number * 1000
        finally:
            connection.close()


def ours(server: Server, path: str, number: int) -> list[Post]:
    """Posts with a token each and its sum done, as the browser of a visitor has it."""
    html = server.ask(path)[2].decode()
    select = re.search(r'<select name="subject".*?</select>', html, re.DOTALL)
    subject = re.findall(r'value="([^"]+)"', select[0])[0] if select else ""
    ready: list[Post] = []
    for count in itertools.islice(_numbers, number):
        _status, _headers, body = server.ask("/form-token/?form=contact")
        told = json.loads(body)
        fields = {
            "subject": subject,
            "last_name": "Durand",
            "first_name": "Camille",
            "email": f"camille{count}@entreprise.example",
            "company": "Entreprise",
            "message": f"Bonjour, ceci est le message {count}.",
            "form_token": told["token"],
            "form_work": solve(told["work"]),
        }
        ready.append((fields, ""))
    time.sleep(OLD_ENOUGH)
    return ready


def bare(server: Server, path: str, number: int) -> list[Post]:
    """Posts with the token against forgery that the page gives."""
    _status, headers, body = server.ask(path)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', body.decode())
    cookie = headers.get("set-cookie", "").partition(";")[0]
    if token is None or not cookie:
        raise NotMeasured(f"The bare form of {path} has no token.")
    ready: list[Post] = []
    for count in itertools.islice(_numbers, number):
        fields = {
            "last_name": "Durand",
            "first_name": "Camille",
            "email": f"camille{count}@entreprise.example",
            "company": "Entreprise",
            "message": f"Bonjour, ceci est le message {count}.",
            "csrfmiddlewaretoken": token[1],
        }
        ready.append((fields, cookie))
    return ready
