from django.utils.translation import gettext_lazy as _

from outbox.schedule import Job, register

register(
    Job(
        name="leads.webhook_calls",
        label=_("Forget old calls of webhooks"),
        command="prune_webhook_calls",
        at="03:50",
    )
)
register(
    Job(
        name="leads.digest",
        label=_("Tell marketing what waits"),
        command="send_lead_digest",
        at="08:00",
    )
)
