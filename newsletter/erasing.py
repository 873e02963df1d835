"""Erase a person at Mailchimp, remember that they were erased, and say what Mailchimp holds."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsletter import queue
from newsletter.answers import Failure, NotThere
from newsletter.mailchimp import Mailchimp
from newsletter.models import State, Subscriber, Suppression, member_hash
from newsletter.to_mailchimp import demand_audience, outcome
from outbox.channels import Again, ChannelDown
from outbox.services import post
from privacy.identity import subject_hash
from privacy.models import Cause, Erasure
from privacy.rights.models import ProcessorAnswer, SubjectRequest
from privacy.services import confirm_copy_erased

PROCESSOR = "mailchimp"
# A call that was under way when the person was erased is over by then, whatever became of it.
CALM = timedelta(seconds=45)


def payload_of(row: Subscriber) -> dict[str, Any] | None:
    """What erasing this subscriber at Mailchimp needs; None when they were never sent there."""
    if row.called_at is None and not row.remote_state:
        return None
    members = sorted({row.hash, *filter(None, [row.remote_hash])})
    called = row.called_at.isoformat() if row.called_at else ""
    return {"do": "erase", "members": members, "called": called}


def erase(payload: dict[str, Any]) -> None:
    """Delete for good; somebody who is not there is done. Raises an Outcome."""
    if not queue.mailchimp_in_use():
        raise ChannelDown(_("There is no key for Mailchimp, and people there are to be erased."))
    called = payload.get("called")
    if called:
        calm = datetime.fromisoformat(called) + CALM - timezone.now()
        if calm > timedelta():
            reason = _("A call about the person may still be under way.")
            raise Again(reason, after=calm.total_seconds())
    try:
        mailchimp = Mailchimp()
        for member in payload["members"]:
            try:
                mailchimp.delete_permanently(member)
            except NotThere:
                demand_audience(mailchimp)
    except Failure as failure:
        raise outcome(failure) from None
    if copy := payload.get("erasure_copy"):
        confirm_copy_erased(copy=copy)


def remember(row: Subscriber) -> None:
    """Keep the keyed hash of somebody whose row goes, so that no import and no late event of Mailchimp
    brings them back. Somebody who never confirmed and went by the calendar leaves nothing.
    """
    asked = Erasure.objects.filter(identity=row.uuid, cause=Cause.REQUEST).exists()
    if row.state == State.PENDING and not row.agreed_at and not asked:
        return
    Suppression.objects.get_or_create(hash=subject_hash(row.email))


def ask_mailchimp(sender: type[Model], request: SubjectRequest, **kwargs: Any) -> None:
    """Somebody proved their address: the worker asks Mailchimp what it holds about them."""
    if not queue.mailchimp_in_use():
        return
    answer, made = ProcessorAnswer.objects.get_or_create(request=request, processor=PROCESSOR)
    if made:
        post(channel=queue.MAILCHIMP, payload={"do": "ask", "answer": answer.pk}, about=request)


# What of a member tells the person something; the rest are numbers of Mailchimp's own.
TOLD = (
    "email_address",
    "status",
    "language",
    "merge_fields",
    "timestamp_signup",
    "timestamp_opt",
    "ip_signup",
    "ip_opt",
    "last_changed",
    "location",
    "stats",
    "source",
    "tags",
)


def answer(number: int) -> None:
    """Fetch what Mailchimp holds for a request. Raises an Outcome."""
    row = ProcessorAnswer.objects.select_related("request").filter(pk=number).first()
    if row is None or row.answered_at is not None:
        return
    try:
        found = Mailchimp().member(member_hash(row.request.email))
    except NotThere:
        found = {}
    except Failure as failure:
        raise outcome(failure) from None
    row.content = {name: found[name] for name in TOLD if found.get(name)}
    row.answered_at = timezone.now()
    row.save(update_fields=["content", "answered_at"])
