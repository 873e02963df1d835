"""The daily mail about requests close to their deadline. It holds numbers and a link, no person."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from outbox.mail import Mail
from outbox.services import send_mail
from privacy.rights.queries import INDEX, standing, those_who_answer


def remind() -> int:
    """Post one mail to each who answers requests, if any request presses; how many mails."""
    if not standing().pressing:
        return 0
    people = list(those_who_answer())
    for person in people:
        send_mail(mail="privacy.rights.reminders.reminder", about=person, key=f"remind:{person.pk}")
    return len(people)


def reminder(person: Any) -> Mail | None:
    """The mail; None when everything was answered meanwhile, or the account was closed."""
    now = standing()
    if not now.pressing or not person.is_active:
        return None
    with translation.override(settings.LANGUAGE_CODE):
        context = {
            "standing": now,
            "link": settings.SITE_URL + reverse(INDEX),
            "site_url": settings.SITE_URL,
        }
        return Mail(
            to=person.email,
            subject=_("Requests of persons: the deadline comes near"),
            text=render_to_string("rights/email/reminder.txt", context),
            language=settings.LANGUAGE_CODE,
        )
