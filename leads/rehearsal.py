"""How the proof of erasure rehearses with leads (see `privacy.proof`)."""

import re
from typing import Any

from django.core.files.base import ContentFile
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Site

from leads.models import (
    ContactForm,
    ContactPage,
    Person,
    ResourceIndexPage,
    ResourcePage,
    ResourceVersion,
    Status,
)
from leads.services import following
from leads.services.files import add_version
from privacy.proof.marks import address_of
from privacy.proof.stage import colleague
from privacy.proof.visitor import Unexpected, Visitor

REHEARSED = "rehearsed-resource"
_LINK = re.compile(r"/ressource/lien/[\w-]+/")


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


def plant_request(mark: str, client: Visitor) -> None:
    """Ask for a resource, open the mailed link, download a part of the file."""
    client.fill_in(
        resource_path(client),
        "resource",
        {
            "last_name": f"Nom {mark}",
            "first_name": f"Prénom {mark}",
            "email": address_of(mark),
            "email_seen": address_of(mark),
            "wants_versions": "on",
        },
    )
    link = next(
        found.group()
        for mail in client.mails_to(address_of(mark))
        if (found := _LINK.search(mail.text))
    )
    if client.get(link).status != 200 or (answer := client.post(link, {})).status != 303:
        raise Unexpected("The mailed link does not lead to the file.")
    if client.get(answer.headers["Location"]).status != 200:
        raise Unexpected("The file does not arrive.")


def work_on_request(mark: str) -> None:
    """What marketing does; then the made-up file goes, so that only people's traces are left."""
    by = colleague()
    person = Person.objects.get(email=address_of(mark))
    following.note(person=person, text=f"{mark} a téléchargé", by=by)
    for version in ResourceVersion.objects.filter(page__slug=REHEARSED):
        version.file.storage.delete(str(version.file.name))


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


def resource_path(client: Visitor) -> str:
    """The path of a resource with a file, made for the rehearsal."""
    page = ResourcePage.objects.filter(slug=REHEARSED).first()
    if page is None:
        home = Site.objects.get(is_default_site=True).root_page
        shelf = ResourceIndexPage(title="Ressources", slug=f"{REHEARSED}s", locale=home.locale)
        home.add_child(instance=shelf)
        page = ResourcePage(
            title="Guide", slug=REHEARSED, locale=home.locale, email_policy="accept"
        )
        shelf.add_child(instance=page)
        add_version(page=page, file=ContentFile(b"PK\x03\x04 a guide", name="guide.zip"))
    return str(page.get_url())


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
