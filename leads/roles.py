"""What this package adds to Marketing: the leads, their forms, their figures."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.declarations import Below, Grant, Link, add_to
from accounts.duties import Duty, register_duty
from accounts.home import Panel, register_panel
from cms.campaigns import register_counts
from leads import campaigns
from leads.admin.base import WORK
from leads.admin.home import asked, waiting
from leads.models import ContactForm, Person, Status

EDITED = ("contactform", "topic", "tag", "answertemplate", "routingrule", "webhookendpoint")

add_to(
    "marketing",
    Grant(
        can=[
            _("Read and answer the people who write to us"),
            _("Set up contact forms, who is told and who follows"),
            _("Publish resources and add versions of their files"),
        ],
        permissions=[
            WORK,
            "leads.export_person",
            "leads.view_dailycount",
            "leads.change_leadsettings",
            *(
                f"leads.{action}_{model}"
                for model in EDITED
                for action in ("add", "change", "delete", "view")
            ),
        ],
        shortcuts=[
            Link(
                label=_("Publish a resource"),
                url=Below("leads.ResourceIndexPage", "leads.ResourcePage"),
                help=_("A white paper, a guide: its page first, then the file."),
                icon="download",
                order=12,
            ),
            Link(
                label=_("See the enquiries"),
                url="leads:index",
                help=_("Who wrote to us, and who waits for an answer."),
                icon="mail",
                permission=WORK,
                order=5,
            ),
        ],
        first_steps=[
            Link(
                label=_("Say who is told of new messages"),
                url="wagtailsnippets_leads_contactform:list",
                help=_("Each contact form has its subjects and the addresses that are told."),
                icon="form",
                permission="leads.change_contactform",
                done=lambda user: ContactForm.objects.exclude(recipients=[]),
                order=60,
            )
        ],
    ),
)

register_duty(
    Duty(
        "leads.unread",
        label=lambda number: ngettext("%(number)s unread lead", "%(number)s unread leads", number),
        rows=lambda user: Person.objects.current().filter(unread=True).exclude(status=Status.SPAM),
        url="leads:index",
        query="unread=on",
        roles=("marketing",),
        permission=WORK,
        order=10,
    )
)
register_panel(
    Panel(
        "leads.waiting",
        "leads/admin/home.html",
        waiting,
        asks=asked,
        roles=("marketing",),
        permission=WORK,
        order=30,
        css=("leads/inbox.css",),
    )
)

register_counts(campaigns.SOURCE)
