"""A process that asks its own site and says what each question cost; told what to ask over a pipe.

One line of JSON in, one out: {"as": "marketing", "path": "/admin/leads/"} is answered with the status,
the ms of CPU, the number of bytes and the number of queries; {"pages": true} with the path and model of
every live page; {"forget": true} empties the cache. `python -m tests.growth.station`.
"""

import contextlib
import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROLES = {"marketing": ("marketing",), "rh": ("rh",), "dpo": ("dpo",)}


def client_of(who: str) -> Any:
    """A browser of a visitor, or of staff with this role who has shown a second factor."""
    from django.contrib.auth import get_user_model
    from django.http import HttpRequest
    from django.test import Client

    from accounts import second_factor
    from accounts.services import set_roles

    client: Any = Client(raise_request_exception=True, headers={"host": "localhost:8000"})
    if who == "visitor":
        return client
    users: Any = get_user_model().objects
    email = f"{who}@example.com"
    user = users.filter(email=email).first()
    if user is None:
        user = users.create_user(email, "a password for the bench only")
        set_roles(by=None, user=user, roles=ROLES[who])
    client.force_login(user)
    request: Any = HttpRequest()
    request.session = client.session
    second_factor.record(request, user, second_factor.METHOD)
    request.session.save()
    return client


@contextlib.contextmanager
def counting() -> Iterator[list[tuple[str, float]]]:
    """The statements that are sent meanwhile, and the ms of CPU until each has begun to answer."""
    from django.db import connection

    sent: list[tuple[str, float]] = []

    def note(execute: Any, sql: Any, *arguments: Any) -> Any:
        begun = time.process_time()
        try:
            return execute(sql, *arguments)
        finally:
            sent.append((str(sql), (time.process_time() - begun) * 1000))

    with connection.execute_wrapper(note):
        yield sent


def of_the_database() -> float:
    """Ms of CPU that PostgreSQL has used for this connection; SQLite works in the process itself."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0
    connection.ensure_connection()
    told = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text()
    return int(told.split()[0]) / 1e6


def memory(what: str) -> float:
    """MiB of this process: VmRSS now, VmHWM at most."""
    found = next(
        line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(what)
    )
    return int(found.split()[1]) / 1024


def forget_peak() -> float:
    """Count the most memory from here on; MiB that the process holds now."""
    Path("/proc/self/clear_refs").write_text("5")
    return memory("VmRSS")


def ask(client: Any, asked: dict[str, Any]) -> dict[str, Any]:
    """One question, and what its answer cost; `above`: MiB that it took beyond what was held before."""
    send = client.post if asked.get("post") else client.get
    idle = forget_peak()
    with counting() as sent:
        begun = time.process_time() * 1000 + of_the_database()
        answer = send(asked["path"])
        size = (
            sum(len(part) for part in answer.streaming_content)
            if answer.streaming
            else len(answer.content)
        )
        cpu = time.process_time() * 1000 + of_the_database() - begun
    return {
        "status": answer.status_code,
        "cpu": cpu,
        "bytes": size,
        "queries": len(sent),
        "streamed": answer.streaming,
        "above": memory("VmHWM") - idle,
        **({"sent": sent} if asked.get("tell") else {}),
    }


def live_pages() -> list[tuple[str, str]]:
    """The path and the model of every live page."""
    from wagtail.models import Page

    pages = Page.objects.live().filter(depth__gt=1).order_by("path").specific()
    return [(page.get_url(), type(page).__name__) for page in pages]


def main() -> int:
    """Answer until the other end closes."""
    import django

    django.setup()
    from django.core.cache import cache
    from django.db import connection

    from cms.freshness.changes import follower
    from pages.models import HomePage, NewsIndexPage

    # As in the web process: what was made is kept until something it was made of is written.
    follower.begin()
    home = HomePage.objects.order_by("path").first()
    news = NewsIndexPage.objects.order_by("path").first()
    keys = {"{home}": home.pk if home else 0, "{news}": news.pk if news else 0}
    clients: dict[str, Any] = {}
    for line in sys.stdin:
        asked = json.loads(line)
        if asked.get("pages"):
            sys.stdout.write(f"{json.dumps(live_pages())}\n")
            sys.stdout.flush()
            continue
        if asked.get("forget"):
            cache.clear()
            sys.stdout.write("{}\n")
            sys.stdout.flush()
            continue
        for name, key in keys.items():
            asked["path"] = asked["path"].replace(name, str(key))
        who = asked.get("as", "visitor")
        if who not in clients:
            clients[who] = client_of(who)
        sys.stdout.write(f"{json.dumps(ask(clients[who], asked))}\n")
        sys.stdout.flush()
    connection.close()
    return 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    sys.exit(main())
