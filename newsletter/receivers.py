"""What the newsletter does when another package tells something."""

from typing import Any

from intake.agreements import newsletter_agreed
from intake.evidence import Evidence
from intake.verdicts import hold, vouched
from newsletter import erasing, services
from newsletter.models import Event, SignUp, Source, Subscriber
from privacy.rights.models import SubjectRequest
from privacy.rights.signals import objected, proved, restricted


def connect() -> None:
    """Listen to the packages below."""
    vouched.connect(let_go_on, SignUp, dispatch_uid="newsletter.let_go_on")
    newsletter_agreed.connect(sign_up, dispatch_uid="newsletter.sign_up")
    proved.connect(erasing.ask_mailchimp, SubjectRequest, dispatch_uid="newsletter.ask_mailchimp")
    objected.connect(stop, Subscriber, dispatch_uid="newsletter.stop")
    restricted.connect(set_aside, Subscriber, dispatch_uid="newsletter.set_aside")


def sign_up(
    sender: type[Any],
    *,
    email: str,
    language: str,
    wording: str,
    path: str,
    evidence: Evidence,
    campaign: str = "",
    **kwargs: Any,
) -> None:
    """The newsletter box of another form was ticked: the same sign-up as by our own form."""
    asked = services.ask(
        email=email,
        language=language,
        wording=wording,
        version=evidence.notice,
        page=path,
        campaign=campaign,
        source=Source.AGREED,
        quarantined=evidence.quarantine,
    )
    hold(asked, evidence)


def let_go_on(sender: type[SignUp], row: SignUp, **kwargs: Any) -> None:
    """A sign-up that waited for reCAPTCHA goes its way."""
    services.release(sign_up=row)


def stop(sender: type[Subscriber], row: Subscriber, **kwargs: Any) -> None:
    """An objection (art. 21): no further newsletter, at once."""
    services.leave(subscriber=row, event=Event.OBJECTED)


def set_aside(sender: type[Subscriber], row: Subscriber, restricted: bool, **kwargs: Any) -> None:
    """Data set aside (art. 18) are used for nothing; whoever lifts that signs up again."""
    if restricted:
        services.leave(subscriber=row, event=Event.OBJECTED)
