"""The mails to those who answer requests. They hold numbers and a link, nothing about a person."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from outbox.mail import Mail
from outbox.services import send_mail
from privacy.rights.models import State, SubjectRequest
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


def announce(request: SubjectRequest) -> None:
    """Post the mail that a message for the DPO has come to each who answers requests."""
    for person in those_who_answer():
        send_mail(mail="privacy.rights.reminders.arrival", about=request, person=person.pk)


def arrival(request: SubjectRequest, person: int) -> Mail | None:
    """That a message for the DPO has come; None when it was answered meanwhile."""
    colleague = those_who_answer().filter(pk=person).first()
    if colleague is None or request.state == State.ANSWERED:
        return None
    with translation.override(settings.LANGUAGE_CODE):
        context = {
            "request": request,
            "link": settings.SITE_URL + reverse("privacy_requests:detail", args=[request.pk]),
            "site_url": settings.SITE_URL,
        }
        return Mail(
            to=colleague.email,
            subject=_("A message for the data protection officer"),
            text=render_to_string("rights/email/arrival.txt", context),
            language=settings.LANGUAGE_CODE,
        )
