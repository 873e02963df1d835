from django.db import models


class SpentToken(models.Model):
    """A form token that has been used: it makes one record, however often the form is sent.

    Holds nothing of what was sent: a hash of the token, a keyed hash of the content to tell a
    repetition from something new, and the path of the confirmation page.
    """

    token = models.CharField(max_length=64, unique=True, editable=False)
    content = models.CharField(max_length=64, editable=False)
    confirmation = models.CharField(max_length=300, editable=False)
    spent_at = models.DateTimeField(auto_now_add=True, db_index=True, editable=False)

    def __str__(self) -> str:
        return f"Spent token {self.pk}"


class OpenQuestion(models.Model):
    """What reCAPTCHA is to be asked about one post; forgotten once it has been.

    `answer` is a text of Google's that tells us nothing, and Google nothing after two minutes.
    """

    answer = models.TextField(editable=False)
    host = models.CharField(max_length=255, editable=False)
    action = models.CharField(max_length=40, editable=False)
    alone = models.BooleanField(editable=False)
    tried = models.BooleanField(default=False, editable=False)
    asked_at = models.DateTimeField(auto_now_add=True, db_index=True, editable=False)

    def __str__(self) -> str:
        return f"Open question {self.pk}"
