"""What people do about the newsletter: ask, confirm, choose, move, leave."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from cms.conversions import Conversion, converted
from newsletter import queue
from newsletter.links import LinkNotUsable, Purpose, read, subscriber_of
from newsletter.models import (
    Consent,
    Event,
    NewAddress,
    NewsletterSettings,
    Remote,
    SignUp,
    Source,
    State,
    Subscriber,
    Suppression,
    Topic,
    Trouble,
    normalised,
)
from outbox.services import post, send_mail
from privacy.identity import subject_hash

# Whoever types an address again and again makes one mail in this time, not many.
BETWEEN_MAILS = timedelta(minutes=30)


@transaction.atomic
def ask(
    *,
    email: str,
    language: str,
    wording: str,
    version: str = "",
    page: str = "",
    campaign: str = "",
    source: Source = Source.FORM,
    quarantined: bool = False,
) -> SignUp:
    """Somebody asks for the newsletter. The same is done for every address, known or not."""
    sign_up = SignUp.objects.create(
        email=normalised(email),
        language=language[:2],
        wording=wording[:2000],
        version=version[:64],
        page=page[:300],
        campaign=campaign,
        source=source,
        quarantined=quarantined,
    )
    post(channel=queue.LOCAL, payload={"sign_up": sign_up.pk}, about=sign_up)
    return sign_up


@transaction.atomic
def release(*, sign_up: SignUp) -> None:
    """Marketing takes a doubtful sign-up for a real one: it goes its way."""
    changed = SignUp.objects.filter(pk=sign_up.pk, quarantined=True).update(quarantined=False)
    if changed:
        post(channel=queue.LOCAL, payload={"sign_up": sign_up.pk}, about=sign_up)


@transaction.atomic
def take_up(*, sign_up: SignUp) -> Subscriber:
    """The worker's part of a sign-up: find or make the subscriber, keep the proof, ask for a click.

    Nobody becomes subscribed by this, and nobody unsubscribed stops being so: a click does that.
    """
    subscriber, made = Subscriber.objects.select_for_update().get_or_create(
        email=sign_up.email,
        defaults={
            "language": sign_up.language,
            "source": sign_up.source,
            "asked_at": sign_up.at,
        },
    )
    Consent.objects.create(
        subscriber=subscriber,
        at=sign_up.at,
        wording=sign_up.wording,
        version=sign_up.version,
        page=sign_up.page,
        campaign=sign_up.campaign,
        language=sign_up.language,
        source=sign_up.source,
    )
    subscriber.note(Event.ASKED, at=sign_up.at)
    if not made:
        subscriber.asked_at = max(subscriber.asked_at, sign_up.at)
        subscriber.save(update_fields=["asked_at"])
    sign_up.delete()
    _ask_for_the_click(subscriber)
    return subscriber


def _ask_for_the_click(subscriber: Subscriber) -> None:
    own = NewsletterSettings.load().own_opt_in
    if not own and subscriber.state != State.SUBSCRIBED:
        # Mailchimp writes to them; what it is told is `pending`, and nothing else.
        subscriber.agreed_at = subscriber.asked_at
        if subscriber.state != State.PENDING:
            subscriber.state = State.PENDING
        subscriber.save(update_fields=["agreed_at", "state"])
        queue.tell_mailchimp(subscriber)
        return
    now = timezone.now()
    if subscriber.mailed_at and now - subscriber.mailed_at < BETWEEN_MAILS:
        return
    subscriber.mailed_at = now
    subscriber.save(update_fields=["mailed_at"])
    mail = "known" if subscriber.state == State.SUBSCRIBED else "confirmation"
    send_mail(mail=f"newsletter.emails.{mail}", about=subscriber)


@transaction.atomic
def confirm(*, token: str) -> Subscriber:
    """The click: from now on they get the newsletter. Done again, it changes nothing.

    Raises LinkNotUsable for a link that is forged, too old, or older than an unsubscription.
    """
    found, issued = subscriber_of(Purpose.CONFIRM, token)
    subscriber = Subscriber.objects.select_for_update().get(pk=found.pk)
    if subscriber.erasure_marked_at is not None:
        raise LinkNotUsable
    if subscriber.state == State.SUBSCRIBED:
        return subscriber
    if subscriber.ended_at is not None and issued <= subscriber.ended_at - timedelta(seconds=1):
        raise LinkNotUsable
    begin(subscriber, at=timezone.now())
    converted.send(
        sender=Subscriber, kind=Conversion.SIGN_UP, path="", language=subscriber.language
    )
    queue.tell_mailchimp(subscriber)
    return subscriber


def begin(subscriber: Subscriber, *, at: datetime) -> None:
    """Record a yes given here, and the proof of it; lifts what stood against the address."""
    subscriber.state = State.SUBSCRIBED
    subscriber.agreed_at = subscriber.confirmed_at = at
    subscriber.ended_at = None
    subscriber.trouble = Trouble.NONE
    subscriber.save()
    subscriber.consents.filter(confirmed_at__isnull=True).update(confirmed_at=at)
    subscriber.note(Event.CONFIRMED, at=at)
    Suppression.objects.filter(hash=subject_hash(subscriber.email)).delete()


@transaction.atomic
def leave(*, subscriber: Subscriber, event: Event = Event.LEFT, by: int | None = None) -> bool:
    """Somebody unsubscribes here: final until they ask again. False when they had left before."""
    subscriber = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    if subscriber.state == State.UNSUBSCRIBED:
        return False
    now = timezone.now()
    subscriber.state = State.UNSUBSCRIBED
    subscriber.refused_at = subscriber.ended_at = now
    subscriber.no_known_at = None
    subscriber.trouble = Trouble.NONE
    subscriber.save()
    subscriber.note(event, at=now, actor_id=by)
    if subscriber.called_at is not None or subscriber.remote_state:
        queue.tell_mailchimp(subscriber)
    else:
        Subscriber.objects.filter(pk=subscriber.pk).update(to_send=False)
    return True


@transaction.atomic
def choose(
    *, subscriber: Subscriber, language: str, topics: Iterable[Topic] | None, tracking: bool
) -> None:
    """Keep a subscriber's preferences; Mailchimp is told language and tags, never a state."""
    subscriber = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    subscriber.language = language
    if subscriber.tracking != tracking or subscriber.tracking_at is None:
        subscriber.tracking = tracking
        subscriber.tracking_at = timezone.now()
    subscriber.save(update_fields=["language", "tracking", "tracking_at"])
    if topics is not None:
        hidden = subscriber.topics.filter(offered=False)
        subscriber.topics.set([*topics, *hidden])
    subscriber.note(Event.CHOSE)
    if subscriber.state == State.SUBSCRIBED:
        queue.tell_mailchimp(subscriber)


@transaction.atomic
def ask_to_move(*, subscriber: Subscriber, email: str) -> None:
    """Somebody wants the newsletter at another address: a link goes there, nothing changes yet."""
    subscriber.new_addresses.all().delete()
    wanted = NewAddress.objects.create(subscriber=subscriber, email=normalised(email))
    send_mail(mail="newsletter.emails.new_address", about=wanted)


@transaction.atomic
def move(*, token: str) -> Subscriber:
    """The click at the new address: the subscription moves there, with its history.

    A row that the new address has already goes with it: one person, one row. Raises LinkNotUsable.
    """
    identity, _issued = read(Purpose.MOVE, token)
    wanted = NewAddress.objects.filter(uuid=identity).select_related("subscriber").first()
    if wanted is None or wanted.subscriber.erasure_marked_at is not None:
        raise LinkNotUsable
    subscriber = Subscriber.objects.select_for_update().get(pk=wanted.subscriber_id)
    other = Subscriber.objects.filter(email=wanted.email).exclude(pk=subscriber.pk).first()
    if other is not None and other.erasure_marked_at is not None:
        raise LinkNotUsable
    if other is not None:
        join(kept=subscriber, gone=other)
    if not subscriber.remote_hash and subscriber.called_at is not None:
        subscriber.remote_hash = subscriber.hash
    subscriber.email = wanted.email
    subscriber.save(update_fields=["email", "remote_hash"])
    subscriber.note(Event.MOVED)
    wanted.delete()
    queue.tell_mailchimp(subscriber)
    return subscriber


def join(*, kept: Subscriber, gone: Subscriber) -> None:
    """One person had two rows: proofs and history go over, the second row goes."""
    gone.consents.update(subscriber=kept)
    gone.changes.update(subscriber=kept)
    gone.drifts.update(subscriber=kept)
    kept.topics.add(*gone.topics.all())
    if gone.remote_state not in (Remote.UNKNOWN, Remote.GONE) and not kept.called_at:
        kept.called_at, kept.remote_state = gone.called_at, gone.remote_state
        kept.save(update_fields=["called_at", "remote_state"])
    gone.delete()
