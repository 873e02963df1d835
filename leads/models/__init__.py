"""Leads: people and what happened with them, the forms they came by, counts without them."""

from .counting import DailyCount
from .forms import ContactForm, ContactPage
from .outgoing import WebhookCall, WebhookEndpoint
from .people import OPEN_STATUSES, OtherAddress, Person, Status, Tag
from .requests import DownloadLink, ResourceRequest
from .resources import (
    DeliveryMode,
    Kind,
    ResourceIndexPage,
    ResourcePage,
    ResourceVersion,
    Topic,
)
from .settings import (
    AnswerTemplate,
    LeadSettings,
    RoutingMember,
    RoutingRule,
    SavedView,
    StaffNotices,
)
from .timeline import Answer, Contact, Enquiry, Note, Step

__all__ = [
    "OPEN_STATUSES",
    "Answer",
    "AnswerTemplate",
    "Contact",
    "ContactForm",
    "ContactPage",
    "DailyCount",
    "DeliveryMode",
    "DownloadLink",
    "Enquiry",
    "Kind",
    "LeadSettings",
    "Note",
    "OtherAddress",
    "Person",
    "ResourceIndexPage",
    "ResourcePage",
    "ResourceRequest",
    "ResourceVersion",
    "RoutingMember",
    "RoutingRule",
    "SavedView",
    "StaffNotices",
    "Status",
    "Step",
    "Tag",
    "Topic",
    "WebhookCall",
    "WebhookEndpoint",
]
