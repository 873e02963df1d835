from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone

from privacy.records import PersonalRecord


def private() -> Storage:
    return storages["private"]


class Candidate(PersonalRecord):
    """Someone who applied, with a file."""

    name = models.CharField(max_length=100)
    email = models.EmailField()
    message = models.TextField(blank=True)
    answers = models.JSONField(default=dict, blank=True)
    cv = models.FileField(upload_to="rehearsal", storage=private, blank=True)
    last_exchange = models.DateTimeField(default=timezone.now, db_index=True)
    in_dispute = models.BooleanField(default=False)


class Exchange(PersonalRecord):
    """What was written; goes with the candidate."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE)
    body = models.TextField()
    attachment = models.FileField(upload_to="rehearsal", storage=private, blank=True)


class Signup(PersonalRecord):
    """Someone who is also known to a processor."""

    email = models.EmailField()
    at_processor = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)


class Tally(models.Model):
    """What remains of candidates: a number."""

    gone = models.PositiveIntegerField(default=0)
