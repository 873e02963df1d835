from django.utils.translation import gettext_lazy as _

from outbox.schedule import Job, register

register(
    Job(
        name="leads.digest",
        label=_("Tell marketing what waits"),
        command="send_lead_digest",
        at="08:00",
    )
)
