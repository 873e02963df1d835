"""Campaigns at Mailchimp: one per part of a sending, made once, sent once, reported."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from cms.publishing.gate import hold_back_when_refused
from newsletter import queue
from newsletter.answers import Failure, NotThere, Refusal
from newsletter.mailchimp import Mailchimp
from newsletter.models import NewsletterSettings, Part, Sending, SendingState
from newsletter.sending import readers, refresh
from newsletter.stamps import stamp
from newsletter.tags import LANGUAGES, TRACKED, topic_tag
from newsletter.to_mailchimp import outcome
from outbox.channels import NotNeeded, Refused

EMPTY = "empty"
# Figures still move for so long.
REPORTED = timedelta(days=21)


def make(number: int) -> None:
    """Make a part's campaign and send or schedule it. Raises an Outcome."""
    part = Part.objects.select_related("sending").filter(pk=number).first()
    if part is None or part.sending.state == SendingState.CANCELLED:
        raise NotNeeded(_("The sending was called back."))
    if not queue.mailchimp_in_use():
        raise Refused(_("There is no key for Mailchimp."))
    sending = part.sending
    wanted = readers(language=sending.language, topic=sending.topic, tracked=part.tracked)
    if not part.campaign and not wanted.exists():
        # Mailchimp refuses a campaign to nobody.
        _note(part, status=EMPTY)
        return
    try:
        _make(Mailchimp(), part)
    except Refusal as refusal:
        Sending.objects.filter(pk=sending.pk).update(state=SendingState.FAILED)
        raise Refused(_("Mailchimp refuses the campaign."), code=refusal.code) from None
    except Failure as failure:
        raise outcome(failure) from None


def _make(mailchimp: Mailchimp, part: Part) -> None:
    sending = part.sending
    if not part.campaign:
        # An answer may have been lost after the campaign was made: look before making another.
        known = {one.get("settings", {}).get("title"): one["id"] for one in mailchimp.campaigns()}
        part.campaign = known.get(title_of(part)) or str(
            mailchimp.create_campaign(body_of(mailchimp, part))["id"]
        )
        part.save(update_fields=["campaign"])
    status = str(mailchimp.campaign(part.campaign).get("status", ""))
    if status == "save":
        mailchimp.fill_campaign(part.campaign, html=sending.html, text=sending.text)
        if sending.send_at is not None and sending.send_at > timezone.now():
            mailchimp.schedule_campaign(part.campaign, stamp(sending.send_at))
        else:
            mailchimp.send_campaign(part.campaign)
        status = str(mailchimp.campaign(part.campaign).get("status", ""))
    _note(part, status=status)


def title_of(part: Part) -> str:
    """The name of a campaign at Mailchimp: also the sign by which it is found again."""
    sign = "avec-suivi" if part.tracked else "sans-suivi"
    return f"{part.sending.subject[:70]} [{settings.SITE_URL} {part.sending_id} {sign}]"


def body_of(mailchimp: Mailchimp, part: Part) -> dict[str, Any]:
    """A campaign to those of one language and topic, split by whether opens may be counted."""
    sending, options = part.sending, NewsletterSettings.load()
    tags = [(LANGUAGES[sending.language], True), (TRACKED, part.tracked)]
    if sending.topic:
        tags.append((topic_tag(sending.topic), True))
    reply_to = options.reply_to or settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].strip(" >")
    return {
        "type": "regular",
        "recipients": {
            "list_id": settings.MAILCHIMP_AUDIENCE_ID,
            "segment_opts": {
                "match": "all",
                "conditions": [
                    {
                        "condition_type": "StaticSegment",
                        "field": "static_segment",
                        "op": "static_is" if wanted else "static_not",
                        "value": mailchimp.tag_id(name),
                    }
                    for name, wanted in tags
                ],
            },
        },
        "settings": {
            "subject_line": sending.subject,
            "preview_text": sending.preheader,
            "title": title_of(part),
            "from_name": options.sender,
            "reply_to": reply_to,
            "auto_footer": False,
            "inline_css": False,
        },
        "tracking": dict.fromkeys(("opens", "html_clicks", "text_clicks"), part.tracked),
    }


def unschedule(number: int) -> None:
    """Call a scheduled campaign back. Raises an Outcome."""
    part = Part.objects.filter(pk=number).exclude(campaign="").first()
    if part is None:
        return
    mailchimp = None
    try:
        mailchimp = Mailchimp()
        if mailchimp.campaign(part.campaign).get("status") == "schedule":
            mailchimp.unschedule_campaign(part.campaign)
        status = str(mailchimp.campaign(part.campaign).get("status", ""))
    except NotThere:
        status = "gone"
    except Failure as failure:
        raise outcome(failure) from None
    Part.objects.filter(pk=part.pk).update(status=status)


def reschedule(number: int) -> None:
    """Schedule a campaign anew, at the moment its sending has now. Raises an Outcome."""
    unschedule(number)
    make(number)


def report(number: int) -> None:
    """Fetch how far a campaign is and its figures. Raises an Outcome."""
    part = Part.objects.filter(pk=number).exclude(campaign="").first()
    if part is None:
        return
    try:
        mailchimp = Mailchimp()
        status = str(mailchimp.campaign(part.campaign).get("status", ""))
        figures = mailchimp.report(part.campaign) if status == "sent" else {}
    except Failure as failure:
        raise outcome(failure) from None
    if figures:
        bounces = figures.get("bounces") or {}
        part.sent = int(figures.get("emails_sent") or 0)
        part.bounced = sum(int(bounces.get(kind) or 0) for kind in ("hard_bounces", "soft_bounces"))
        part.unsubscribed = int(figures.get("unsubscribed") or 0)
        if part.tracked:
            part.opened = int((figures.get("opens") or {}).get("unique_opens") or 0)
            clicks = figures.get("clicks") or {}
            part.clicked = int(clicks.get("unique_subscriber_clicks") or 0)
        part.reported_at = timezone.now()
    _note(part, status=status)


_STATES = {
    "schedule": SendingState.SCHEDULED,
    "sending": SendingState.SENDING,
    "sent": SendingState.SENT,
}


@transaction.atomic
def _note(part: Part, *, status: str) -> None:
    """Write the state of a part down, and what it makes of the whole sending."""
    part.status = status
    part.save()
    sending = Sending.objects.select_for_update().get(pk=part.sending_id)
    if sending.state in (SendingState.CANCELLED, SendingState.FAILED):
        return
    statuses = set(sending.parts.values_list("status", flat=True)) - {EMPTY}
    if not statuses <= set(_STATES):
        return  # a part is still being made, or on its way to another moment
    order = [SendingState.SCHEDULED, SendingState.SENDING, SendingState.SENT]
    before = sending.state
    # To nobody at all: there is nothing left to do.
    sending.state = min((_STATES[one] for one in statuses), key=order.index, default=order[-1])
    sending.save(update_fields=["state"])
    if sending.state == SendingState.SENT and before != SendingState.SENT:
        _publish(sending)


def _publish(sending: Sending) -> None:
    """The issue becomes a page of the archive: in the words that were sent.

    When something is missing by now, who wrote it is told; that the issue was sent stays true.
    """
    revision = Revision.objects.filter(pk=sending.revision).first()
    if revision is not None and not sending.issue.live:
        hold_back_when_refused(page=sending.issue, revision=revision, publish=revision.publish)


def refresh_all() -> int:
    """Ask about every sending that is under way or whose figures still move."""
    if not queue.mailchimp_in_use():
        return 0
    moving = Sending.objects.filter(
        state__in=[SendingState.SCHEDULED, SendingState.SENDING, SendingState.SENT],
        asked_at__gte=timezone.now() - timedelta(days=90),
    )
    count = 0
    for sending in moving:
        left = sending.send_at or sending.asked_at
        if sending.state != SendingState.SENT or timezone.now() - left < REPORTED:
            refresh(sending=sending)
            count += 1
    return count
