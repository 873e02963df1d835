from django.utils.translation import gettext_lazy as _

from outbox.schedule import Job, register

register(
    Job(
        name="intake.prune_tokens",
        label=_("Forget used form tokens"),
        command="prune_form_tokens",
        at="03:40",
    )
)
