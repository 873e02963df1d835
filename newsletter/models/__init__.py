"""Subscribers and their consent, what Mailchimp tells, and the issues."""

from newsletter.models.pages import IssuePage, NewsletterPage, Part, Sending, SendingState
from newsletter.models.remote import Comparison, DailyCount, Drift, DriftKind, RemoteEvent
from newsletter.models.settings import NewsletterSettings, OptIn
from newsletter.models.states import Event, Remote, Source, State, Trouble
from newsletter.models.subscribers import (
    Change,
    Consent,
    NewAddress,
    SignUp,
    Subscriber,
    Suppression,
    Topic,
    member_hash,
    normalised,
)

__all__ = [
    "Change",
    "Comparison",
    "Consent",
    "DailyCount",
    "Drift",
    "DriftKind",
    "Event",
    "IssuePage",
    "NewAddress",
    "NewsletterPage",
    "NewsletterSettings",
    "OptIn",
    "Part",
    "Remote",
    "RemoteEvent",
    "Sending",
    "SendingState",
    "SignUp",
    "Source",
    "State",
    "Subscriber",
    "Suppression",
    "Topic",
    "Trouble",
    "member_hash",
    "normalised",
]
