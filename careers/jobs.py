"""What runs by itself for the offers."""

from django.utils.translation import gettext_lazy as _

from outbox.schedule import Job, register

register(
    Job(
        name="careers.past_offers",
        label=_("Take offers whose date has passed out of the search"),
        command="forget_past_offers",
        at="00:10",
    )
)
