"""A sign-up costs the same for every address, so that neither answer nor clock tells who is known.

Not measured but counted: the statements, the functions and the hashes of a visitor's request.
"""

import re
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsletter.models import Remote, State, Suppression, Trouble
from outbox.models import Delivery
from privacy.identity import subject_hash

from .conftest import subscribed

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
OURS = tuple(str(ROOT / name) for name in ("site", "newsletter"))
VALUES = re.compile(r"'(?:[^']|'')*'|\b\d+\b|NULL|\b[0-9a-f]{32}\b|(?<=SAVEPOINT ).*")


class Work:
    """What a request did."""

    def __init__(self, email: str) -> None:
        client = Client()
        token = client.get("/form-token/?form=newsletter").json()["token"]
        self.done: Counter[str] = Counter()
        with CaptureQueriesContext(connection) as queries:
            sys.setprofile(self._note)
            try:
                self.answer = client.post("/newsletter/", {"email": email, "form_token": token})
            finally:
                sys.setprofile(None)
        self.statements = [VALUES.sub("?", one["sql"]) for one in queries.captured_queries]

    def _note(self, frame, event, thing) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(OURS):
            self.done[f"{frame.f_code.co_filename}:{frame.f_code.co_qualname}"] += 1
        elif event == "c_call" and (thing.__module__ or "").strip("_") in ("hashlib", "hmac"):
            self.done[f"hash {thing.__qualname__}"] += 1

    @property
    def said(self) -> tuple:
        of_the_moment = ("Expires", "X-Request-ID")
        headers = {name: one for name, one in self.answer.items() if name not in of_the_moment}
        return self.answer.status_code, headers, self.answer.content


def test_every_address_costs_the_same_statements_functions_and_hashes(letter):
    now = timezone.now()
    subscribed("known@example.com", remote_state=Remote.SUBSCRIBED)
    subscribed("waits@example.com", state=State.PENDING, confirmed_at=None)
    subscribed("left@example.com", state=State.UNSUBSCRIBED, ended_at=now, refused_at=now)
    subscribed("dead@example.com", state=State.CLEANED, ended_at=now, trouble=Trouble.BOUNCED)
    subscribed("going@example.com", erasure_marked_at=now)
    Suppression.objects.create(hash=subject_hash("erased@example.com"))
    Work("warm@example.com")
    new = Work("brand-new@example.com")
    assert new.statements
    assert any(name.startswith("hash") for name in new.done)
    for name in ("known", "waits", "left", "dead", "going", "erased"):
        one = Work(f"{name}@example.com")
        assert one.statements == new.statements, name
        assert one.done == new.done, name
        assert one.said == new.said, name
    # Whatever has to be written to them is left to the worker, by a delivery of the same kind.
    assert mail.outbox == []
    assert set(Delivery.objects.values_list("channel", "state")) == {("newsletter", "waiting")}
    assert Delivery.objects.count() == 8
