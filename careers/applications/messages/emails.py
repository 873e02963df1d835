"""The mails about applications. Each is made when it leaves; its private link is made with it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.queries import staff_with_role
from careers.applications import clock
from careers.applications.models import Application, Exchange, InterviewSlot, LinkKind, PoolEntry
from careers.applications.services.links import new_link, new_pool_link
from outbox.mail import Mail


def receipt(application: Application) -> Mail | None:
    """« Nous avons reçu votre candidature ». The same words for a first and a second one."""
    if application.quarantined or application.erasure_marked_at:
        return None
    with translation.override(application.language):
        return _mail(application, _("Your application has arrived"), "receipt")


def entered(application: Application) -> Mail | None:
    """That we hold a CV which the person did not send through the site (GDPR art. 14)."""
    if application.erasure_marked_at:
        return None
    from privacy.register import notice_for

    with translation.override(application.language):
        return _mail(
            application,
            _("We have received your CV"),
            "entered",
            notice=notice_for("recruitment"),
        )


def link_again(application: Application) -> Mail | None:
    """The private link, asked for again."""
    if application.erasure_marked_at:
        return None
    with translation.override(application.language):
        return _mail(application, _("Your private link"), "link_again")


def written(exchange: Exchange) -> Mail | None:
    """What a member of staff wrote. Answers come back to an address of this application's own."""
    application = exchange.application
    if application.erasure_marked_at:
        return None
    headers = {}
    if settings.MAIL_INBOUND_DOMAIN:
        token = new_link(application=application, kind=LinkKind.REPLY)
        headers["Reply-To"] = f"candidature-{token}@{settings.MAIL_INBOUND_DOMAIN}"
    with translation.override(application.language):
        return _mail(application, exchange.subject, "written", headers=headers, exchange=exchange)


def reminder(application: Application) -> Mail | None:
    """Fourteen days before the erasure: keep it, or erase it now. Not an exchange."""
    if application.erasure_marked_at:
        return None
    with translation.override(application.language):
        found = clock.clock_of(application)
        subject = ngettext(
            "Your application is erased in %(days)d day",
            "Your application is erased in %(days)d days",
            found.days,
        ) % {"days": found.days}
        return _mail(application, subject, "reminder", can_be_kept=clock.can_be_kept(application))


def slot_chosen(application: Application, slot: int) -> Mail | None:
    """The interview that the candidate chose."""
    found = InterviewSlot.objects.filter(pk=slot, application=application).first()
    if found is None or application.erasure_marked_at:
        return None
    with translation.override(application.language):
        return _mail(application, _("Your interview"), "slot_chosen", slot=found)


def in_pool(entry: PoolEntry) -> Mail | None:
    """That somebody is in the talent pool, and the link to leave it."""
    if entry.erasure_marked_at:
        return None
    with translation.override(entry.language):
        path = reverse("pool_page", args=[new_pool_link(entry=entry)])
        subject = _("You are in our talent pool")
        return _made(entry.email, entry.language, subject, "in_pool", {"link": _site(path)})


def to_recruiter(application: Application, what: str) -> Mail | None:
    """To staff: a reference and a link, nothing about the person."""
    recipient = recruiter_of(application)
    if recipient is None or application.erasure_marked_at or application.quarantined:
        return None
    with translation.override(settings.LANGUAGE_CODE):
        subjects = {
            "application": _("New application %(reference)s"),
            "reply": _("Answer to application %(reference)s"),
            "slot": _("Interview chosen for application %(reference)s"),
        }
        subject = subjects[what] % {"reference": application.short}
        link = _site(reverse("applications:file", args=[application.pk]))
        return Mail(
            to=recipient,
            subject=subject,
            text=render_to_string("applications/email/staff.txt", {"what": subject, "link": link}),
            language=settings.LANGUAGE_CODE,
        )


def recruiter_of(application: Application) -> str | None:
    """Who is told: whoever is in charge, else the offer's recruiter, else the first of HR."""
    for user in (application.owner, application.offer.recruiter if application.offer else None):
        if user is not None and user.is_active:
            return str(user.email)
    first = staff_with_role("rh").order_by("pk").first()
    return str(first.email) if first is not None else None


def _mail(
    application: Application,
    subject: str,
    template: str,
    *,
    headers: dict[str, str] | None = None,
    **context: Any,
) -> Mail:
    path = reverse("candidate_page", args=[new_link(application=application)])
    context |= {
        "application": application,
        "clock": clock.clock_of(application),
        "link": _site(path),
        "now": timezone.now(),
    }
    return _made(
        application.email, application.language, subject, template, context, headers=headers
    )


def _made(
    to: str,
    language: str,
    subject: str,
    template: str,
    context: dict[str, Any],
    *,
    headers: dict[str, str] | None = None,
) -> Mail:
    context |= {"site_url": settings.SITE_URL, "subject": subject, "language": language}
    return Mail(
        to=to,
        subject=subject,
        text=render_to_string(f"applications/email/{template}.txt", context),
        html=render_to_string(f"applications/email/{template}.html", context),
        headers=headers or {},
        language=language,
    )


def _site(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
