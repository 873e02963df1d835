"""The mails of this package. Each is made when it leaves, so that nothing about anybody waits.

Nothing that a visitor typed is in a mail to them or to colleagues: our forms cannot be used to write
to somebody else, and staff mailboxes fill with no personal data.
"""

from collections.abc import Callable

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Site

from accounts.models import User
from leads.models import Answer, Enquiry, LeadSettings, Person, ResourceRequest, ResourceVersion
from leads.queries import answer_time, numbers_for, wants
from leads.services.announcing import stop_token
from leads.services.links import LIFETIME, new_link
from outbox.mail import Mail


def acknowledgement(enquiry: Enquiry) -> Mail | None:
    """That the message has arrived, and its reference."""
    person = enquiry.person
    if person.restricted or enquiry.quarantined:
        return None
    with translation.override(enquiry.language):
        return mail_to(
            person,
            _("Your message to Dimelo has arrived (%(reference)s)") % {"reference": enquiry.short},
            "leads/email/acknowledgement",
            language=enquiry.language,
            enquiry=enquiry,
            contact_form=enquiry.form,
            answer_time=answer_time(),
        )


def notice(enquiry: Enquiry, number: int) -> Mail | None:
    """To the address at place `number` of the form's recipients: a reference and a link."""
    recipients = enquiry.form.recipients_for(enquiry.subject_key) if enquiry.form else []
    if number >= len(recipients):
        return None
    return notice_to(recipients[number], enquiry.person, enquiry.form_name, enquiry.subject)


def notice_to_colleague(enquiry: Enquiry, user: int) -> Mail | None:
    """The same to a colleague of Marketing, for a form whose recipients nobody has named."""
    colleague = User.objects.filter(pk=user, is_active=True).first()
    if colleague is None:
        return None
    return notice_to(colleague.email, enquiry.person, enquiry.form_name, enquiry.subject)


def notice_to(address: str, person: Person, form_name: str, subject: str = "") -> Mail:
    """A notice of a new message."""
    return staff_mail(
        address,
        "leads/email/notice",
        lambda: _("New message %(reference)s") % {"reference": person.short},
        link=settings.SITE_URL + reverse("leads:detail", args=[person.pk]),
        form_name=form_name,
        subject_of_message=subject,
    )


def staff_mail(address: str, template: str, title: Callable[[], str], **context: object) -> Mail:
    """A mail to staff, in the site's first language."""
    language = settings.LANGUAGE_CODE
    with translation.override(language):
        subject = title()
        context |= {"site_url": settings.SITE_URL, "subject": subject, "language": language}
        return Mail(
            to=address,
            subject=subject,
            text=render_to_string(f"{template}.txt", context),
            html=render_to_string(f"{template}.html", context),
            language=language,
        )


def mail_to(
    person: Person,
    subject: str,
    template: str,
    *,
    language: str,
    headers: dict[str, str] | None = None,
    **context: object,
) -> Mail:
    """A mail to a person out of a pair of templates; call it with the language active."""
    context |= {
        "person": person,
        "site_url": settings.SITE_URL,
        "subject": subject,
        "language": language,
    }
    return Mail(
        to=person.email,
        subject=subject,
        text=render_to_string(f"{template}.txt", context),
        html=render_to_string(f"{template}.html", context),
        headers=headers or {},
        language=language,
    )


def answer(written: Answer) -> Mail | None:
    """What a colleague wrote. Replies go where the settings say."""
    person = written.person
    if person.restricted:
        return None
    site = Site.objects.filter(is_default_site=True).first()
    reply_to = LeadSettings.for_site(site).reply_to if site else ""
    with translation.override(written.language):
        return mail_to(
            person,
            written.subject,
            "leads/email/answer",
            language=written.language,
            headers={"Reply-To": reply_to} if reply_to else None,
            answer=written,
        )


def assigned(person: Person) -> Mail | None:
    """To whoever follows the person now: a reference and a link."""
    owner = person.owner
    if owner is None or not owner.is_active or not wants(owner, "immediate"):
        return None
    return staff_mail(
        owner.email,
        "leads/email/assigned",
        lambda: _("Lead %(reference)s is yours") % {"reference": person.short},
        link=settings.SITE_URL + reverse("leads:detail", args=[person.pk]),
        reference=person.short,
    )


def digest(user: int) -> Mail | None:
    """To a colleague, in the morning: how many wait. Nothing when nobody does."""
    colleague = User.objects.filter(pk=user, is_active=True).first()
    if colleague is None or not wants(colleague, "digest"):
        return None
    numbers = numbers_for(colleague)
    if not any(numbers.values()):
        return None
    return staff_mail(
        colleague.email,
        "leads/email/digest",
        lambda: _("Leads: what waits this morning"),
        link=settings.SITE_URL + reverse("leads:index"),
        numbers=numbers,
    )


def resource_link(request: ResourceRequest) -> Mail | None:
    """The private link. Its token is made here, at delivery: it waits nowhere."""
    person, page = request.person, request.page
    if person.restricted or request.quarantined or page is None or page.version is None:
        return None
    with translation.override(request.language):
        path = reverse("resource_link", args=[new_link(request=request)])
        return mail_to(
            person,
            _("Your link to “%(title)s”") % {"title": one_line(request.title)},
            "leads/email/resource_link",
            language=request.language,
            request=request,
            version=page.version,
            days=LIFETIME.days,
            link=settings.SITE_URL + path,
        )


def new_version(request: ResourceRequest, version: int) -> Mail | None:
    """That a new version is out, to somebody who wanted to know, with a link to it."""
    person, page = request.person, request.page
    found = ResourceVersion.objects.filter(pk=version).first()
    if found is None or page is None or not page.live or not request.wants_versions:
        return None
    if person.no_marketing or person.restricted or request.quarantined:
        return None
    with translation.override(request.language):
        path = reverse("resource_link", args=[new_link(request=request)])
        stop = settings.SITE_URL + reverse("no_more_versions", args=[stop_token(request)])
        return mail_to(
            person,
            _("New version of “%(title)s”") % {"title": one_line(page.title)},
            "leads/email/new_version",
            language=request.language,
            headers={
                "List-Unsubscribe": f"<{stop}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
            request=request,
            version=found,
            days=LIFETIME.days,
            link=settings.SITE_URL + path,
            stop=stop,
        )


def one_line(title: str) -> str:
    """A title as it may stand in a subject."""
    return " ".join(title.split())[:180]
