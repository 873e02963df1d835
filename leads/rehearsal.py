"""How the proof of erasure rehearses with leads (see `privacy.proof`)."""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Site

from leads.models import ContactForm, ContactPage, Person, Status
from leads.services import following
from privacy.proof.marks import address_of
from privacy.proof.stage import colleague
from privacy.proof.visitor import Visitor


def plant(mark: str, client: Visitor) -> None:
    """Write by the contact form."""
    client.fill_in(
        contact_path(client),
        "contact",
        {
            "last_name": f"Nom {mark}",
            "first_name": f"Prénom {mark}",
            "email": address_of(mark),
            "email_seen": address_of(mark),
            "company": f"Société {mark}",
            "message": f"Bonjour, je suis {mark}.",
            "origin": '{"last": {"utm_campaign": "' + mark + '"}}',
        },
    )


def work(mark: str) -> None:
    """What marketing does with it: follow, note, answer, plan."""
    by = colleague()
    person = Person.objects.get(email=address_of(mark))
    following.assign(people=[person], owner=by, by=by)
    following.note(person=person, text=f"{mark} rappelle mardi", by=by)
    following.answer(person=person, subject=f"Réponse {mark}", text=f"Bonjour {mark}", by=by)
    following.set_status(people=[person], status=Status.QUALIFIED, by=by)
    following.plan(person=person, action=f"Appeler {mark}", on=timezone.localdate(), by=by)


def find(mark: str) -> list[Any]:
    """The people who still carry the mark."""
    found = (
        Q(email__icontains=mark)
        | Q(last_name__icontains=mark)
        | Q(company__icontains=mark)
        | Q(enquiries__message__icontains=mark)
        | Q(notes__text__icontains=mark)
        | Q(answers__text__icontains=mark)
    )
    return list(Person._base_manager.filter(found).distinct().values_list("pk", flat=True))


def contact_path(client: Visitor) -> str:
    """The path of a contact page, made with a plain form when there is none."""
    if not ContactPage.objects.live().exists():
        home = Site.objects.get(is_default_site=True).root_page
        form, _made = ContactForm.objects.get_or_create(
            name="Contact", locale=home.locale, defaults={"email_policy": "accept"}
        )
        home.add_child(
            instance=ContactPage(title="Contact", slug="contact", form=form, locale=home.locale)
        )
    return client.path_of("leads.ContactPage")
