"""The proof is repeated every week: a release, a library or a setting may break what held."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from outbox.schedule import Job, register

register(
    Job(
        name="privacy.prove_erasure",
        label=_("Prove erasure with made-up people"),
        command="prove_erasure",
        every=timedelta(days=7),
    )
)
