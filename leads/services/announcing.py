"""A new version of a resource is told to those who wanted to know, and to nobody else."""

from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.core import signing
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from leads.models import ResourceRequest, ResourceVersion, Status
from outbox.services import send_mail
from privacy.services import journal

SALT = "leads.no_more_versions"
MAIL = "leads.emails.new_version"


def who_wants(version: ResourceVersion) -> "QuerySet[ResourceRequest]":
    """The latest request of each person who agreed to be told of this resource, and still may be."""
    wanting = ResourceRequest.objects.current().filter(
        resource_key=version.page.key,
        wants_versions=True,
        quarantined=False,
        person__erasure_marked_at__isnull=True,
        person__no_marketing=False,
        person__restricted=False,
    )
    wanting = wanting.exclude(person__status=Status.SPAM)
    latest: dict[int, int] = {}
    for pk, person in wanting.order_by("pk").values_list("pk", "person_id"):
        latest[person] = pk
    found: QuerySet[ResourceRequest] = ResourceRequest.objects.filter(pk__in=latest.values())
    return found


@transaction.atomic
def announce(*, version: ResourceVersion, by: AbstractBaseUser) -> int:
    """Post the announcement, once for each version; how many people it goes to."""
    if not ResourceVersion.objects.filter(pk=version.pk, announced_at__isnull=True).update(
        announced_at=timezone.now()
    ):
        return 0
    posted = 0
    for request in who_wants(version):
        send_mail(mail=MAIL, about=request, version=version.pk)
        posted += 1
    journal(actor=by, action="leads:resource:announce", reference=f"{version.page_id} {posted}")
    return posted


def stop_token(request: ResourceRequest) -> str:
    """The secret of the link by which the person stops these mails."""
    return signing.Signer(salt=SALT).sign(request.uuid.hex)


@transaction.atomic
def stop(*, token: str) -> bool:
    """The person wants no more announcements of this resource; False for a link that is not ours."""
    try:
        uuid = UUID(signing.Signer(salt=SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        return False
    found = ResourceRequest.objects.filter(uuid=uuid).first()
    if found is not None:
        ResourceRequest.objects.filter(
            person=found.person_id, resource_key=found.resource_key
        ).update(wants_versions=False)
    return True
