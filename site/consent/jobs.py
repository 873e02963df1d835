from django.utils.translation import gettext_lazy as _

from outbox.schedule import Job, register

register(
    Job(
        name="consent.prune",
        label=_("Forget old receipts of choices"),
        command="prune_consent",
        at="03:50",
    )
)
