"""What is to be told to Mailchimp: one delivery per change, in the transaction of the change."""

from django.conf import settings

from newsletter.models import Subscriber
from outbox.models import Delivery
from outbox.models.delivery import OPEN
from outbox.services import post

MAILCHIMP = "mailchimp"
LOCAL = "newsletter"


def mailchimp_in_use() -> bool:
    """Whether there is a Mailchimp audience to keep in step with."""
    return bool(settings.MAILCHIMP_API_KEY and settings.MAILCHIMP_AUDIENCE_ID)


def shown_on_console() -> bool:
    """Whether, in development and without a key, what would be sent is printed instead."""
    return bool(settings.DEBUG and not settings.MAILCHIMP_API_KEY)


def tell_mailchimp(subscriber: Subscriber) -> None:
    """Have Mailchimp brought in step with this subscriber; without a key it waits for one.

    What is sent is what stands in the row when it leaves: whoever unsubscribes meanwhile is
    unsubscribed there, whatever was asked for before.
    """
    if not subscriber.to_send:
        Subscriber.objects.filter(pk=subscriber.pk).update(to_send=True)
        subscriber.to_send = True
    if mailchimp_in_use() or shown_on_console():
        post(
            channel=MAILCHIMP, payload={"do": "step"}, about=subscriber, key=f"step:{subscriber.pk}"
        )


def post_what_waits() -> int:
    """Post everybody who waits for Mailchimp and has no delivery under way; how many that were."""
    if not mailchimp_in_use():
        return 0
    under_way = Delivery.objects.filter(
        channel=MAILCHIMP,
        about_model=Subscriber._meta.label_lower,
        state__in=[*OPEN, "set_aside"],
    ).values_list("about_pk", flat=True)
    known = set(under_way)
    count = 0
    for subscriber in Subscriber.objects.current().filter(to_send=True).iterator(chunk_size=500):
        if str(subscriber.pk) not in known:
            tell_mailchimp(subscriber)
            count += 1
    return count
