"""A site on which reCAPTCHA is switched on, its verifier, and visitors who have agreed to it."""

import pytest
from django.conf import settings as project
from django.utils import timezone

from consent import choice, panel, trackers
from consent.choice import Choice, Verdict
from consent.models import Activation, Receipt
from tests.intake.google import Verifier


@pytest.fixture(scope="module")
def verifier(tmp_path_factory):
    server = Verifier(tmp_path_factory.mktemp("google"))
    yield server
    server.close()


@pytest.fixture
def google(verifier, settings, monkeypatch, db):
    """Keys are there, the service is on and named, and its verifier is the stand-in."""
    verifier.answers.clear()
    verifier.asked.clear()
    verifier.raw, verifier.stalls = None, False
    settings.RECAPTCHA_PUBLIC_KEY, settings.RECAPTCHA_PRIVATE_KEY = "public", "private"
    settings.RECAPTCHA_CLIENT = "3:public"
    settings.RECAPTCHA_DOMAIN = f"localhost:{verifier.server_port}"
    monkeypatch.setenv("SSL_CERT_FILE", str(verifier.file))
    before = [*trackers._named]
    Activation.objects.create(service="recaptcha", switched_on=True)
    trackers.set_named_services(lambda: frozenset({"recaptcha"}))
    yield verifier
    trackers._named[:] = before
    trackers.forget()


def agree(client):
    """The same browser, in which somebody has agreed to reCAPTCHA."""
    now = timezone.now()
    made = Choice("A" * 22, {"recaptcha": Verdict(True, 1, now)})
    Receipt.objects.create(
        number=made.receipt, panel=panel.current_version(), verdicts={}, made_at=now
    )
    client.cookies[project.CONSENT_COOKIE_NAME] = choice.write(made)
    return client
