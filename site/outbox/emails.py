"""The mails the outbox itself writes."""

from collections.abc import Sequence

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from outbox.mail import Mail


def alert(*, number: int, labels: Sequence[str]) -> Mail | None:
    """What is wrong, for the address at place `number` of ALERT_EMAIL; None when it is no more there."""
    if number >= len(settings.ALERT_EMAIL):
        return None
    with translation.override(settings.LANGUAGE_CODE):
        context = {"labels": labels, "link": settings.SITE_URL + reverse("outbox:index")}
        return Mail(
            to=settings.ALERT_EMAIL[number],
            subject=gettext("Alert from the site: something is stuck"),
            text=render_to_string("outbox/emails/alert.txt", context),
            language=settings.LANGUAGE_CODE,
        )
