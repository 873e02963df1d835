"""What visitors send: stored with the person it belongs to, told on, acknowledged. Once each."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.queries import staff_with_role
from cms.campaigns import name_at
from cms.conversions import Conversion, converted
from intake.agreements import newsletter_agreed
from intake.evidence import Evidence
from intake.origin import campaign_of
from intake.professional_email import domain_of, is_professional
from intake.verdicts import hold
from leads.models import Contact, ContactForm, DailyCount, Enquiry, Person, Status, Step
from leads.queries import person_at, wants
from leads.services.counting import count
from leads.signals import contact_taken
from outbox.services import send_mail
from privacy.identity import normalised

ACKNOWLEDGEMENT = "leads.emails.acknowledgement"
NOTICE = "leads.emails.notice"
COLLEAGUE = "leads.emails.notice_to_colleague"


@transaction.atomic
def receive_enquiry(
    *,
    contact_form: ContactForm,
    answers: dict[str, Any],
    evidence: Evidence,
    origin: dict[str, Any],
    newsletter_wording: str = "",
) -> Enquiry:
    """Store a message with its person; acknowledge it and tell those it is for.

    In quarantine it is stored and nothing more: no mail, nothing passed on, until the worker or somebody
    of the staff takes it out (`leads.services.quarantine`).
    """
    person = meet(answers=answers, language=evidence.language, quarantine=evidence.quarantine)
    key = answers.get("subject") or ""
    subject = dict(contact_form.subject_choices()).get(key, "")
    enquiry = Enquiry.objects.create(
        person=person,
        form=contact_form,
        form_name=contact_form.name,
        subject_key=key,
        subject=subject,
        company=answers.get("company") or "",
        message=answers["message"],
        last_name=answers["last_name"],
        first_name=answers["first_name"],
        language=evidence.language,
        page_path=answers.get("page") or evidence.path,
        notice=evidence.notice,
        newsletter_wording=newsletter_wording,
        origin=origin,
        campaign=campaign_of(origin),
        quarantined=evidence.quarantine,
    )
    hold(enquiry, evidence)
    if not evidence.quarantine:
        pass_on_enquiry(enquiry)
    return enquiry


def pass_on_enquiry(enquiry: Enquiry) -> None:
    """All that follows from a message that is no spam; joins the caller's transaction."""
    person = enquiry.person
    if person.waiting_since is None or person.waiting_since > enquiry.received_at:
        person.waiting_since = enquiry.received_at
        person.save(update_fields=["waiting_since"])
    converted.send(
        sender=Enquiry,
        kind=Conversion.ENQUIRY,
        path=enquiry.page_path,
        language=enquiry.language,
    )
    count(
        kind=DailyCount.Kind.ENQUIRY,
        thing=enquiry.form_key,
        language=enquiry.language,
        # Without people: the page of a campaign says it of everybody who writes from there.
        campaign=enquiry.campaign or name_at(enquiry.page_path),
    )
    send_mail(mail=ACKNOWLEDGEMENT, about=enquiry)
    tell_staff(enquiry)
    tell_newsletter(enquiry, source="contact")
    contact_taken.send(sender=Enquiry, contact=enquiry)


def tell_staff(enquiry: Enquiry) -> None:
    """Tell the addresses of the form; while it has none, everybody of Marketing who wants notices."""
    recipients = enquiry.form.recipients_for(enquiry.subject_key) if enquiry.form else []
    for number in range(len(recipients)):
        send_mail(mail=NOTICE, about=enquiry, number=number)
    if not recipients:
        for user in staff_with_role("marketing"):
            if wants(user, "immediate"):
                send_mail(mail=COLLEAGUE, about=enquiry, user=user.pk)


def tell_newsletter(contact: Contact, *, source: str) -> None:
    """Tell whoever keeps subscribers that the box was ticked, with the words that were shown."""
    if not contact.newsletter_wording:
        return
    person: Person = contact.person  # type: ignore[attr-defined]
    newsletter_agreed.send(
        sender=type(contact),
        email=person.email,
        language=contact.language,
        wording=contact.newsletter_wording,
        path=contact.page_path,
        campaign=contact.campaign,
        evidence=Evidence(path=contact.page_path, language=contact.language, notice=contact.notice),
        source=source,
    )


def meet(*, answers: dict[str, Any], language: str, quarantine: bool) -> Person:
    """The person of these answers, made or brought up to date; locked until the transaction ends.

    What they say of themselves now replaces what they said before (each contact keeps its own). A
    doubtful post changes nothing of what we know about somebody, and is shown to staff.
    """
    address = normalised(answers["email"])
    known = person_at(address)
    if known is None:
        try:
            return _made(address, answers, language, quarantine)
        except IntegrityError:
            # Somebody else made this person between our look and our write.
            known = person_at(address)
            if known is None:
                raise
    person: Person = Person.objects.select_for_update().get(pk=known.pk)
    if quarantine and person.status != Status.SPAM:
        person.unread, person.last_activity_at = True, timezone.now()
        person.save(update_fields=["unread", "last_activity_at"])
        return person
    bring_up_to_date(person, answers=answers, language=language, quarantine=quarantine)
    return person


def bring_up_to_date(
    person: Person,
    *,
    answers: dict[str, Any],
    language: str,
    quarantine: bool,
    at: datetime | None = None,
) -> None:
    """What a known person says of themselves (`at`: when; now), and that they wait for an answer again."""
    now = timezone.now()
    person.last_name, person.first_name = answers["last_name"], answers["first_name"]
    person.company = answers.get("company") or person.company
    person.language = language
    person.last_contact_at, person.last_activity_at = at or now, now
    person.unread = True
    if not quarantine and person.status in (Status.ANSWERED, Status.LOST):
        Step.objects.create(person=person, action=Step.Action.STATUS, detail=Status.NEW)
        person.status = Status.NEW
    person.save()


def _made(address: str, answers: dict[str, Any], language: str, quarantine: bool) -> Person:
    """A new person. Raises IntegrityError when there is one at this address by now."""
    with transaction.atomic():
        person: Person = Person.objects.create(
            email=address,
            domain=domain_of(address) if is_professional(address) else "",
            last_name=answers["last_name"],
            first_name=answers["first_name"],
            company=answers.get("company") or "",
            language=language,
            status=Status.SPAM if quarantine else Status.NEW,
        )
    return person
