"""The mails about a subscription. Each is made when it leaves: no link waits in a queue."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from newsletter.links import Purpose, address
from newsletter.mailing import complete, filled_in, mail_of
from newsletter.models import (
    IssuePage,
    NewAddress,
    NewsletterSettings,
    State,
    Subscriber,
    Trouble,
)
from outbox.mail import Mail


def confirmation(subscriber: Subscriber) -> Mail | None:
    """The link that confirms a sign-up; None when it was confirmed meanwhile."""
    if subscriber.state == State.SUBSCRIBED or subscriber.erasure_marked_at is not None:
        return None
    with translation.override(subscriber.language):
        return _mail(
            subscriber,
            _("Confirm your subscription to Dimelo’s newsletter"),
            "confirmation",
            link=address(Purpose.CONFIRM, subscriber, subscriber.language),
        )


def known(subscriber: Subscriber) -> Mail | None:
    """Somebody who gets the newsletter asked for it again: their preferences instead."""
    if subscriber.state != State.SUBSCRIBED or subscriber.erasure_marked_at is not None:
        return None
    with translation.override(subscriber.language):
        return _mail(
            subscriber,
            _("Your subscription to Dimelo’s newsletter"),
            "known",
            link=address(Purpose.PREFERENCES, subscriber, subscriber.language),
        )


def hosted_form(subscriber: Subscriber) -> Mail | None:
    """For somebody whom Mailchimp takes back through its own form only."""
    form = NewsletterSettings.load().hosted_form
    if subscriber.trouble not in (Trouble.FORGOTTEN, Trouble.COMPLIANCE) or not form:
        return None
    with translation.override(subscriber.language):
        return _mail(subscriber, _("One more step to get the newsletter"), "hosted_form", link=form)


def new_address(wanted: NewAddress) -> Mail | None:
    """The link that moves a subscription to another address, sent to that address."""
    subscriber = wanted.subscriber
    if subscriber.erasure_marked_at is not None:
        return None
    with translation.override(subscriber.language):
        return _mail(
            subscriber,
            _("Confirm your new address for Dimelo’s newsletter"),
            "new_address",
            to=wanted.email,
            link=address(Purpose.MOVE, wanted, subscriber.language),
        )


def issue_test(user: Any, issue: int) -> Mail | None:
    """An issue as it stands in the editor, for the member of staff who asked to see it."""
    page = IssuePage.objects.filter(pk=issue).first()
    if page is None or not user.is_active:
        return None
    link = complete(page.get_parent().url or "/")
    mail = filled_in(mail_of(page.get_latest_revision_as_object()), unsubscribe=link)
    with translation.override(mail.language):
        subject = _("Test: %(subject)s") % {"subject": mail.subject}
    return Mail(
        to=user.email, subject=subject, text=mail.text, html=mail.html, language=mail.language
    )


def _mail(
    subscriber: Subscriber, subject: str, template: str, *, to: str = "", **context: object
) -> Mail:
    leave = address(Purpose.LEAVE, subscriber, subscriber.language)
    context |= {
        "subject": subject,
        "site_url": settings.SITE_URL,
        "language": subscriber.language,
        "leave": leave,
    }
    return Mail(
        to=to or subscriber.email,
        subject=subject,
        text=render_to_string(f"newsletter/email/{template}.txt", context),
        html=render_to_string(f"newsletter/email/{template}.html", context),
        # RFC 8058: the mail program's own button unsubscribes with one POST, without a page.
        headers={
            "List-Unsubscribe": f"<{leave}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
        language=subscriber.language,
    )
