"""The files of candidates, as the vault keeps them."""

from collections.abc import Iterator

from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from careers.applications.cv.problems import Problem
from careers.applications.cv.sentences import reason, sentence
from careers.applications.models.applications import Application
from careers.applications.models.exchanges import Exchange
from careers.applications.models.pool import PoolEntry
from privacy.records import PersonalRecord

FOLDER = "cv"
MOST_PAGES = 20  # as drawn in the sandbox


def private() -> Storage:
    return storages["private"]


class ScanState(models.TextChoices):
    """What the virus scanner has said. Only CLEAN files are opened."""

    CLEAN = "clean", _("checked")
    WAITING = "waiting", _("the virus scanner could not be asked yet")
    INFECTED = "infected", _("the virus scanner has recognised it")


class SealedFile(PersonalRecord):
    """A file in the vault: `content` holds it encrypted until the worker has moved it to `stored`."""

    name = models.CharField(_("name of the file"), max_length=130)
    kind = models.CharField(_("format"), max_length=10)
    size = models.PositiveIntegerField(_("size"), default=0)
    pages = models.PositiveIntegerField(_("pages"), default=0)
    sha256 = models.CharField(max_length=64, editable=False)
    sealed_key = models.CharField(max_length=200, editable=False)
    content = models.BinaryField(null=True, blank=True, editable=False)
    scan = models.CharField(
        _("virus scan"), max_length=10, choices=ScanState.choices, default=ScanState.CLEAN
    )
    added_at = models.DateTimeField(_("added"), default=timezone.now)

    class Meta:
        abstract = True

    @property
    def base(self) -> str:
        """Where it lies in the private store; our own number, never a name somebody chose."""
        return f"{FOLDER}/{self.uuid}"


class StoredFile(SealedFile):
    """A file that stays: in the private store, with its text and the pictures of its pages."""

    # Whether these are made of it.
    is_pictured = True

    stored = models.FileField(
        upload_to=FOLDER, storage=private, max_length=120, blank=True, editable=False
    )
    # How many pictures of pages there are; None while the worker has not looked.
    drawn = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    has_text = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True

    def derived(self) -> Iterator[str]:
        """The names of everything that may have been made of it."""
        if self.stored and self.is_pictured:
            yield f"{self.base}.text"
            for number in range(1, min(self.pages, MOST_PAGES) + 1):
                yield f"{self.base}.page-{number}"


class ApplicationFile(StoredFile):
    """The CV of an application; goes with it."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="files")

    class Meta:
        verbose_name = _("CV")
        verbose_name_plural = _("CVs")
        ordering = ["-added_at", "-pk"]
        default_permissions = ()


class Attachment(StoredFile):
    """A file that came with a message from the candidate; one that was refused is its name and why."""

    is_pictured = False

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="attachments"
    )
    exchange = models.ForeignKey(
        Exchange, null=True, on_delete=models.SET_NULL, related_name="attachments"
    )
    problem = models.CharField(_("why it was not kept"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["pk"]
        default_permissions = ()

    @property
    def why(self) -> str:
        """Why it was not kept, as staff are told; "" for one that was."""
        return reason(self.problem)

    @property
    def advice(self) -> str:
        """The same as the person is told: what to do."""
        return sentence(Problem(self.problem)) if self.problem else ""


class PoolFile(StoredFile):
    """The CV of somebody in the talent pool; goes with their agreement."""

    entry = models.ForeignKey(PoolEntry, on_delete=models.CASCADE, related_name="files")

    class Meta:
        verbose_name = _("CV in the talent pool")
        verbose_name_plural = _("CVs in the talent pool")
        ordering = ["-added_at", "-pk"]
        default_permissions = ()


class StagedFile(SealedFile):
    """A file kept while somebody corrects a mistake in the form; an hour, then it is gone."""

    token_hash = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        verbose_name = _("file kept for an hour")
        verbose_name_plural = _("files kept for an hour")
        default_permissions = ()
