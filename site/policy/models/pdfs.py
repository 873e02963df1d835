"""The PDF of a version, made once by the worker."""

from django.db import models

from .versions import VersionText


class VersionPdf(models.Model):
    """A text as a PDF. `etag` names what it was made of; see `policy.pdf.making`."""

    text = models.OneToOneField(VersionText, on_delete=models.CASCADE, related_name="pdf")
    etag = models.CharField(max_length=32, editable=False)
    content = models.BinaryField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.text)
