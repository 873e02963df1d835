"""What this package does every day."""

from django.utils.translation import gettext_lazy as _

from outbox.schedule import Job, register

register(
    Job(
        name="accounts.prune",
        label=_("Forget sessions and counted attempts that are over"),
        command="prune_accounts",
        at="04:20",
    )
)
