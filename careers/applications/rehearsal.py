"""How the proof of erasure rehearses with candidates (see `privacy.proof`)."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Site

from careers.applications.messages import inbound
from careers.applications.messages.sending import catch_up
from careers.applications.models import (
    Application,
    InterviewSlot,
    Kind,
    LinkKind,
    Note,
    Opinion,
    PoolEntry,
)
from careers.applications.services import exchanges, messages
from careers.applications.services.enclosing import Enclosure
from careers.applications.services.links import new_link
from careers.models import CareersPage, SpontaneousApplicationPage
from privacy.proof.marks import address_of
from privacy.proof.stage import colleague
from privacy.proof.visitor import Unexpected, Visitor

_LINK = re.compile(r"/candidature/[\w-]{20,}/")


def cv_of(mark: str) -> bytes:
    """A real CV with the mark in it."""
    import typst

    return typst.compile(f"= CV\n{mark}".encode())


def plant(mark: str, client: Visitor) -> None:
    """Apply with a CV; make a mistake first, write, choose, agree to the pool: what a person does."""
    path = page_path()
    fields = {
        "first_name": mark,
        "last_name": f"{mark} Dupont",
        "email": address_of(mark),
        "phone": "01 02 03 04 05",
        "message": f"{mark} vous écrit",
    }
    files = {"cv": (f"{mark}.pdf", cv_of(mark), "application/pdf")}
    # A mistake: the page comes back and has kept the file.
    if client.post(path, {**fields, "email": "no address"}, files).status != 200:
        raise Unexpected("A mistake in the form did not bring it back.")
    client.fill_in(path, "application", fields, files)
    link = link_in(client, mark)
    client.post(link, {"action": "write", "text": f"{mark} demande une date"})
    client.post(link, {"action": "keep"})
    client.post(link, {"action": "pool", "agree": "yes"})
    client.get(f"{link}donnees.zip")
    client.fill_in("/candidature/lien/", "application-link", {"email": address_of(mark)})


def page_path() -> str:
    """The page of spontaneous applications, made where there is none."""
    page = SpontaneousApplicationPage.objects.live().order_by("pk").first()
    if page is None:
        home = Site.objects.get(is_default_site=True).root_page
        index = CareersPage(title="carrieres", slug="rehearsal-careers", locale=home.locale)
        home.add_child(instance=index)
        page = SpontaneousApplicationPage(title="spontanee", slug="spontanee", locale=home.locale)
        index.add_child(instance=page)
    return str(page.get_url())


def link_in(client: Visitor, mark: str) -> str:
    """The private link mailed to a candidate."""
    for mail in reversed(client.mails_to(address_of(mark))):
        if found := _LINK.search(mail.text):
            return found.group()
    raise Unexpected("No private link was mailed.")


def work(mark: str) -> None:
    """What staff do: note, give an opinion, log a call, write, refuse for later."""
    by: Any = colleague()
    for application in Application.objects.filter(email=address_of(mark)):
        Note.objects.create(application=application, author=by, text=f"{mark} : rappeler")
        Opinion.objects.create(
            application=application,
            author=by,
            criterion="1",
            title="Python",
            level=2,
            reason=f"{mark} montre un extrait",
        )
        InterviewSlot.objects.create(
            application=application, starts_at=timezone.now(), place="Paris", offered_by=by
        )
        exchanges.log(
            application=application,
            kind=Kind.CALL,
            at=timezone.now(),
            text=f"{mark} a rappelé",
            by=by,
        )
        messages.write(
            application=application, subject=f"Bonjour {mark}", text=f"{mark}, merci.", by=by
        )
        answer_by_mail(application, mark)
    catch_up()


def answer_by_mail(application: Application, mark: str) -> None:
    """The person answers our mail, with a file that is kept and one that is refused."""
    token = new_link(application=application, kind=LinkKind.REPLY)
    mail = inbound.Received(
        recipients=[f"candidature-{token}@{settings.MAIL_INBOUND_DOMAIN}"],
        subject=f"Re: {mark}",
        text=f"{mark} joint son diplôme",
        message_id=f"<{mark}@example.com>",
        enclosures=(
            Enclosure(f"{mark}.pdf", cv_of(mark)),
            Enclosure(f"{mark}.exe", b"MZ" + mark.encode()),
        ),
    )
    inbound.take(mail)


def find(mark: str) -> list[Any]:
    """The applications and places in the talent pool that still carry the mark."""
    found = Q(email__icontains=mark) | Q(first_name__icontains=mark)
    rows = list(Application.objects.filter(found).values_list("pk", flat=True))
    return rows + list(PoolEntry.objects.filter(found).values_list("pk", flat=True))
