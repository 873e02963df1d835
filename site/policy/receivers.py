"""What the policy's pages do when another package tells something."""

from typing import Any

from django.dispatch import receiver

from intake.verdicts import vouched
from privacy.rights.models import SubjectRequest
from privacy.rights.reminders import announce


@receiver(vouched, sender=SubjectRequest)
def tell_those_who_answer(sender: type, *, row: SubjectRequest, **kwargs: Any) -> None:
    """A message to the officer waited for reCAPTCHA: now it is announced."""
    announce(row)
