"""An offer to apply to, people who apply, and what the worker would do."""

import re
import shutil
from copy import deepcopy
from pathlib import Path

import pytest
from django.core import mail
from django.core.files.storage import storages
from django.core.management import call_command
from django.test import Client

from careers.applications.cv import sandbox
from careers.applications.models import Application
from careers.models import SpontaneousApplicationPage
from outbox.models import Delivery
from tests.accounts.conftest import person, roles, sign_in
from tests.again import again
from tests.careers.applications import genuine
from tests.factories.offers import careers_site, put_offer, put_translation
from tests.factories.small_site import put
from tests.intake.recaptcha_on import google, verifier  # noqa: F401 - fixtures

__all__ = ["person", "roles", "sign_in"]  # the fixtures of staff
LINK = re.compile(r"/candidature/[\w-]{20,}/")
ANSWERS = {
    "first_name": "Camille",
    "last_name": "Dupont",
    "email": "camille@example.com",
    "phone": "01 02 03 04 05",
    "message": "Bonjour",
}


@pytest.fixture(autouse=True)
def _forms(settings):
    settings.FORM_POSTS_PER_MINUTE = 0
    settings.HUMAN_CHECK_MIN_SECONDS = 0
    settings.VAULT_KEYS = ["dmF1bHQta2V5LW9mLXRoZS10ZXN0cy0tMzItYnl0ZXM="]
    yield
    shutil.rmtree(store(), ignore_errors=True)


_answers: dict[tuple[str, str, bytes], sandbox.Answer] = {}


@pytest.fixture(autouse=True)
def _read_once(monkeypatch):
    """What the limited process found in a file holds for the same file in the next test."""
    ask = sandbox.ask

    def remembered(task: str, content: bytes, *, seconds: int) -> sandbox.Answer:
        asked = (sandbox.BOOT, task, content)
        if asked not in _answers:
            _answers[asked] = ask(task, content, seconds=seconds)
        return deepcopy(_answers[asked])

    monkeypatch.setattr(sandbox, "ask", remembered)


def store() -> Path:
    """Where the private store keeps the vault's files."""
    return Path(storages["private"].location) / "cv"


@pytest.fixture
@again
def careers():
    """A careers site with an open offer in both languages, and the spontaneous page."""
    made = careers_site()
    made.offer = put_offer(made)
    made.offer_en = put_translation(made, made.offer)
    made.spontaneous = put(
        made.careers, SpontaneousApplicationPage(title="Spontanée", slug="spontanee")
    )
    Delivery.objects.all().delete()  # pictures of these pages, which nobody asks for here
    return made


def post_form(client: Client, page, *, cv: bytes | None = None, name="cv.pdf", **changes):
    """Send the form of a page as a browser does: with a token, perhaps with a file."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    token = client.get("/form-token/?form=application").json()["token"]
    data = {**ANSWERS, "form_token": token, **changes}
    if cv is not None:
        data["cv"] = SimpleUploadedFile(name, cv, "application/pdf")
    return client.post(page.url, data)


@pytest.fixture
def applied(client, careers):
    """Camille has applied; the worker has mailed the receipt."""
    response = post_form(client, careers.offer, cv=genuine.plain_pdf())
    assert response.status_code == 303, response.content.decode()
    deliver()
    return Application.objects.get()


def deliver() -> None:
    call_command("worker", once=True)


def mails_to(address: str) -> list:
    return [message for message in mail.outbox if message.to == [address]]


def link_of(address: str = ANSWERS["email"]) -> str:
    """The private link in the newest mail to an address."""
    return LINK.search(mails_to(address)[-1].body).group()


@pytest.fixture
def staff(person, sign_in):
    """A signed-in browser of a role: `staff("rh")`."""
    return lambda role: sign_in(person(role, enrolled=True, email=f"{role}@example.com"))
