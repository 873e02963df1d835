"""What the worker does for leads besides mail: look into files, tell other tools."""

from django.utils.translation import gettext_lazy as _

from leads.elsewhere import crm, domains, webhooks
from leads.looking import look_into_file
from outbox.channels import Channel, register

register(
    Channel(
        name="leads.files",
        label=_("Covers of resources"),
        deliver=look_into_file,
        concurrency=1,
        max_attempts=3,
    )
)
register(Channel(name=webhooks.CHANNEL, label=_("Webhooks of leads"), deliver=webhooks.deliver))
register(Channel(name=crm.CHANNEL, label=_("Leads to the CRM"), deliver=crm.deliver))
register(
    Channel(
        name=domains.CHANNEL,
        label=_("Whether a lead's domain takes mail"),
        deliver=domains.deliver,
        concurrency=1,
        max_attempts=5,
    )
)
