"""How the proof of erasure rehearses with requests of persons (see `privacy.proof`)."""

import re
from typing import Any

from django.db.models import Q
from django.utils import timezone

from privacy.proof.mailbox import Sent
from privacy.proof.marks import address_of
from privacy.proof.stage import colleague
from privacy.proof.visitor import Unexpected, Visitor
from privacy.rights.models import Channel, Kind, SubjectRequest
from privacy.rights.services import close, enter_request, extend, write_answer

_LINK = re.compile(r"/dossier/lien/[\w-]+/")


def plant(mark: str, client: Visitor) -> None:
    """Ask, through the form « Vos données », what is held; prove the address; read and download.

    And write to the DPO, whose answer comes by mail.
    """
    open_page(mark, client)
    client.post("/dossier/donnees.zip", {})
    words = {"email": address_of(mark), "message": f"Bonjour, {mark} a une question."}
    client.fill_in(f"{client.path_of('policy.PolicyPage')}dpo/", "dpo", words)


def work(mark: str) -> None:
    """What a DPO does: enter a request that came by telephone, extend it, answer both."""
    by = colleague()
    called = enter_request(
        email=address_of(mark),
        language="fr",
        kind=Kind.ERASURE,
        channel=Channel.TELEPHONE,
        received_at=timezone.now(),
        words=f"{mark} a téléphoné",
        by=by,
    )
    extend(request=called, reason="Dossier réparti dans plusieurs services", by=by)
    write_answer(
        request=called, subject=f"Réponse {mark}", text=f"Bonjour {mark}.", by=by, closes=True
    )
    for request in SubjectRequest.objects.filter(email=address_of(mark)):
        close(request=request, by=by)


def find(mark: str) -> list[Any]:
    """The requests that still carry the mark."""
    found = Q(email__icontains=mark) | Q(words__icontains=mark)
    return list(SubjectRequest.objects.filter(found).values_list("pk", flat=True))


def ask_to_be_erased(mark: str, client: Visitor) -> None:
    """Ask, as any person can, for everything to be erased."""
    open_page(mark, client)
    if client.post("/dossier/", {"action": "ask-erase"}).status != 200:
        raise Unexpected("The page does not ask before it erases.")
    if client.post("/dossier/", {"action": "erase"}).status != 303:
        raise Unexpected("The page did not erase.")


def open_page(mark: str, client: Visitor) -> None:
    """From the form to the page with everything held, by way of the mailed link."""
    address = address_of(mark)
    client.fill_in(client.path_of("policy.YourDataPage"), "your-data", {"email": address})
    link = link_in(client.mails_to(address))
    if client.get(link).status != 200 or client.post(link, {}).status != 303:
        raise Unexpected("The mailed link does not lead to the person's page.")
    if client.get("/dossier/").status != 200:
        raise Unexpected("The person's page does not open.")


def link_in(mails: list[Sent]) -> str:
    """The path of the newest link mailed to a person."""
    for mail in reversed(mails):
        if found := _LINK.search(mail.text):
            return found.group()
    raise Unexpected("No link was mailed.")
