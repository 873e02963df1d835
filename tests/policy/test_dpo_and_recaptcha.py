"""While reCAPTCHA is on, the officer hears of a message once the worker has asked."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.test import Client

from accounts.apply import apply_roles
from accounts.models import User
from accounts.services import set_roles
from privacy.rights.models import SubjectRequest
from tests.intake.recaptcha_on import agree, google, verifier  # noqa: F401 - fixtures
from tests.intake.solving import solve
from tests.policy.starting import policy_site

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("score", "told"), [(0.9, 1), (0.1, 0)])
def test_a_message_is_kept_at_once_and_announced_when_it_seems_a_persons(
    google,  # noqa: F811
    settings,
    score,
    told,
):
    settings.FORM_POSTS_PER_MINUTE = settings.HUMAN_CHECK_MIN_SECONDS = 0
    policy_site()
    apply_roles()
    officer = User.objects.create_user("dpo@example.com", "x" * 14)
    set_roles(by=None, user=officer, roles=["dpo"])
    google.knows("answer", action="dpo", score=score)
    client = agree(Client())
    token = client.get("/form-token/?form=dpo").json()["token"]
    sent = client.post(
        "/confidentialite/dpo/",
        {
            "email": "anais@example.com",
            "message": "Qui lit mon CV ?",
            "form_token": token,
            "form_recaptcha": "answer",
        },
    )
    assert sent.status_code == 303
    assert SubjectRequest.objects.count() == 1
    assert google.asked == []
    call_command("worker", once=True)
    assert len(mail.outbox) == told


@pytest.mark.parametrize(("seconds", "taken"), [(4, 0), (7, 1)])
def test_where_nothing_can_wait_our_own_check_decides_alone(
    google,  # noqa: F811
    settings,
    seconds,
    taken,
):
    """The link to one's data leaves at once or not at all: whoever is in haste clicks once more."""
    settings.FORM_POSTS_PER_MINUTE = 0
    settings.HUMAN_CHECK_MIN_SECONDS = 3
    policy_site()
    with time_machine.travel(datetime(2026, 11, 23, 9, tzinfo=UTC), tick=False) as clock:
        client = agree(Client())
        given = client.get("/form-token/?form=your-data").json()
        clock.shift(seconds)
        client.post(
            "/vos-donnees/",
            {
                "email": "anais@example.com",
                "form_token": given["token"],
                "form_work": solve(given["work"]),
                "form_recaptcha": "whatever",
            },
        )
        assert SubjectRequest.objects.count() == taken
        assert google.asked == []
