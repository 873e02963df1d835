"""Private links to resources: made when the mail leaves, expiring, counted, asked for again."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cms.campaigns import name_at
from cms.conversions import Conversion, converted
from leads.models import DailyCount, DownloadLink, Person, ResourceRequest
from leads.services.counting import count
from outbox.services import send_mail

TOKEN_BYTES = 32
LIFETIME = timedelta(days=7)
MOST_USES = 10
# How often one request may have a link sent, and how long to wait between two.
MOST_MAILS = 5
PAUSE = timedelta(minutes=2)
LINK_MAIL = "leads.emails.resource_link"


class LinkNotUsable(Exception):
    """The link is too old or used up; `request` is the one it belonged to, None when unknown."""

    def __init__(self, request: ResourceRequest | None = None) -> None:
        super().__init__()
        self.request = request


class TooSoon(Exception):
    """A link was sent a moment ago, or several already."""


@transaction.atomic
def new_link(*, request: ResourceRequest) -> str:
    """A fresh token; earlier links of the request go on until they expire."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    DownloadLink.objects.create(
        request=request, token_hash=_hash(token), expires_at=timezone.now() + LIFETIME
    )
    return token


def usable_link(*, token: str) -> DownloadLink:
    """The link of this token, without changing anything. Raises LinkNotUsable."""
    link = (
        DownloadLink.objects.current()
        .filter(token_hash=_hash(token), request__erasure_marked_at__isnull=True)
        .select_related("request__page", "request__person")
        .first()
    )
    if link is None:
        raise LinkNotUsable
    if link.expires_at <= timezone.now() or link.uses >= MOST_USES:
        raise LinkNotUsable(link.request)
    found: DownloadLink = link
    return found


@transaction.atomic
def use_link(*, token: str) -> DownloadLink:
    """Count a use: the address is proved, and the person was in contact. Raises LinkNotUsable."""
    link = usable_link(token=token)
    now = timezone.now()
    counted = DownloadLink.objects.filter(pk=link.pk, uses__lt=MOST_USES).update(uses=F("uses") + 1)
    if not counted:
        raise LinkNotUsable(link.request)
    ResourceRequest.objects.filter(pk=link.request_id, proved_at__isnull=True).update(proved_at=now)
    people = Person.objects.filter(pk=link.request.person_id)
    people.update(last_contact_at=now, last_activity_at=now)
    people.filter(address_proved_at__isnull=True).update(address_proved_at=now)
    return link


@transaction.atomic
def send_link(*, request: ResourceRequest) -> None:
    """Post the mail with a link. Raises TooSoon when one has just left, too many have, or none may yet."""
    locked = ResourceRequest.objects.select_for_update().get(pk=request.pk)
    now = timezone.now()
    just_left = locked.mailed_at and locked.mailed_at > now - PAUSE
    if locked.quarantined or locked.mails >= MOST_MAILS or just_left:
        raise TooSoon
    locked.mails, locked.mailed_at = locked.mails + 1, now
    locked.save(update_fields=["mails", "mailed_at"])
    send_mail(mail=LINK_MAIL, about=locked)


@transaction.atomic
def count_download(
    *, request: ResourceRequest | None, thing: str, language: str, path: str = ""
) -> None:
    """The file has really begun to leave: counted with the request, and without anybody.

    `path`: the resource's page, which may be one of a campaign.
    """
    campaign = ""
    converted.send(
        sender=ResourceRequest,
        kind=Conversion.DOWNLOAD,
        path=request.page_path if request is not None else "",
        language=language,
    )
    if request is not None:
        ResourceRequest.objects.filter(pk=request.pk).update(downloads=F("downloads") + 1)
        ResourceRequest.objects.filter(pk=request.pk, downloaded_at__isnull=True).update(
            downloaded_at=timezone.now()
        )
        campaign = request.campaign or name_at(request.page_path)
    campaign = campaign or name_at(path)
    count(kind=DailyCount.Kind.DOWNLOAD, thing=thing, language=language, campaign=campaign)


def _hash(token: str) -> str:
    # The token has 256 random bits: a plain hash cannot be turned round.
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
