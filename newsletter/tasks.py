"""The two channels of the newsletter: what is done here, and everything that is said to Mailchimp."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from newsletter import campaigns, comparing, erasing, inbound, queue, to_mailchimp
from newsletter.models import RemoteEvent, SignUp, Subscriber
from newsletter.services import take_up
from outbox.channels import Again, Channel, NotNeeded, register
from outbox.models import Delivery


def work(delivery: Delivery) -> None:
    """Take up a sign-up, or apply an event of the webhook."""
    if number := delivery.payload.get("event"):
        event = RemoteEvent.objects.filter(pk=number).first()
        if event is not None:
            inbound.apply(event)
        return
    sign_up = SignUp.objects.current().filter(pk=delivery.payload.get("sign_up")).first()
    if sign_up is None or sign_up.quarantined:
        raise NotNeeded(_("There is nothing to do any more."))
    if Subscriber.objects.filter(email=sign_up.email, erasure_marked_at__isnull=False).exists():
        # Somebody who asks again while they are being erased begins anew, once that is done.
        raise Again(_("The person is being erased."), after=60)
    take_up(sign_up=sign_up)


ON_CAMPAIGNS = {
    "campaign": campaigns.make,
    "unschedule": campaigns.unschedule,
    "reschedule": campaigns.reschedule,
    "report": campaigns.report,
}


def say(delivery: Delivery) -> None:
    """One conversation with Mailchimp. Raises an Outcome (outbox.channels) when it failed."""
    act = delivery.payload.get("do")
    if act == "step":
        to_mailchimp.step(delivery.about_pk, attempts=delivery.attempts)
    elif act == "erase":
        erasing.erase(delivery.payload)
    elif act == "ask":
        erasing.answer(delivery.payload["answer"])
    elif act in ON_CAMPAIGNS:
        ON_CAMPAIGNS[act](delivery.payload["part"])
    elif act == "compare":
        comparing.compare(full=bool(delivery.payload.get("full")))
    else:
        raise NotNeeded(_("There is nothing to do any more."))


# One after the other: they touch the same rows, and each takes milliseconds.
register(Channel(name=queue.LOCAL, label=_("Newsletter sign-ups"), deliver=work, concurrency=1))
# Mailchimp allows ten calls at once to all programs of an account together: four are ours.
register(
    Channel(
        name=queue.MAILCHIMP,
        label=_("Mailchimp"),
        deliver=say,
        concurrency=4,
        longest=timedelta(minutes=20),
    )
)
