"""While reCAPTCHA is on, an application waits for the worker's question, and so does its receipt."""

import pytest

from careers.applications.models import Application
from tests.careers.applications import genuine
from tests.careers.applications.conftest import deliver, mails_to, post_form
from tests.intake.recaptcha_on import agree

pytestmark = pytest.mark.django_db(transaction=True, databases=("default", "ledger"))
CV = genuine.plain_pdf()


def test_while_recaptcha_is_on_an_application_waits_for_the_workers_question(
    client, careers, google
):
    agree(client)
    google.knows("good", action="application", score=0.9)
    google.knows("bad", action="application", score=0.1)
    answer = post_form(client, careers.offer, cv=CV, form_recaptcha="good")
    assert client.get(answer["Location"]).status_code == 200
    assert Application.objects.get().quarantined
    deliver()
    assert not Application.objects.get().quarantined
    assert len(mails_to("camille@example.com")) == 1
    post_form(client, careers.offer, cv=CV, form_recaptcha="bad", email="bad@example.com")
    deliver()
    assert Application.objects.get(email="bad@example.com").quarantined
    assert not mails_to("bad@example.com")
