"""The versions of the policy: what was published, when it applied, and what it printed."""

from typing import Any, NoReturn

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

NUMBER = r"\d{1,3}(?:\.\d{1,3}){1,2}"


class Frozen(Exception):
    """A published version is never changed: another one is published."""


class Origin(models.TextChoices):
    """Where a version comes from."""

    SITE = "site", _("published here")
    ARCHIVE = "archive", _("published before this site")


class Change(models.TextChoices):
    """What a version changed in the facts it prints."""

    MATERIAL = "material", pgettext_lazy("change", "material")
    MINOR = "minor", pgettext_lazy("change", "minor")
    NOT_KNOWN = "", _("not known")


class VersionQuerySet(models.QuerySet["PolicyVersion"]):
    """Published versions are read and added to."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise Frozen

    def delete(self) -> NoReturn:
        raise Frozen

    def in_force(self) -> "VersionQuerySet":
        """Those that applied, or will: working drafts of the archive left out."""
        return self.filter(applied=True)


class PolicyVersion(models.Model):
    """One version of the policy in both languages.

    Published here, it holds the facts it printed and the hash of the register they came from, and
    nothing in it changes any more. One of the archive is listed with what is known about it; its
    text can be imported.
    """

    number = models.CharField(
        _("number"),
        max_length=11,
        unique=True,
        validators=[RegexValidator(rf"^{NUMBER}\Z", _("Enter a number such as 2.1."))],
    )
    effective_on = models.DateField(_("date of effect"), db_index=True)
    applied = models.BooleanField(
        _("applied"), default=True, help_text=_("Off for a draft that was never published.")
    )
    origin = models.CharField(
        _("origin"), max_length=7, choices=Origin.choices, default=Origin.ARCHIVE
    )
    author = models.CharField(_("author’s initials"), max_length=8)
    comment_fr = models.CharField(_("public summary in French"), max_length=300)
    comment_en = models.CharField(_("public summary in English"), max_length=300)
    note_fr = models.TextField(
        _("what else is known of it, in French"), max_length=2000, blank=True
    )
    note_en = models.TextField(
        _("what else is known of it, in English"), max_length=2000, blank=True
    )
    change = models.CharField(
        _("kind of change"), max_length=8, choices=Change.choices, blank=True, editable=False
    )
    changes = models.JSONField(default=list, blank=True, editable=False)
    told = models.JSONField(default=list, blank=True, editable=False)
    facts = models.JSONField(default=dict, blank=True, editable=False)
    services = models.JSONField(default=list, blank=True, editable=False)
    register_hash = models.CharField(max_length=64, blank=True, editable=False)
    hash = models.CharField(max_length=64, blank=True, editable=False)
    published_at = models.DateTimeField(_("published"), default=timezone.now, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("published by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of the policy")
        verbose_name_plural = _("versions of the policy")
        ordering = ["-effective_on", "-pk"]
        default_permissions = ()
        permissions = [("publish_policyversion", _("Can publish versions of the privacy policy"))]

    def __str__(self) -> str:
        return self.number

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding and self.origin == Origin.SITE:
            raise Frozen
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Frozen

    @property
    def comment(self) -> str:
        """The public summary in the language of the answer being made."""
        return self.comment_en if (get_language() or "").startswith("en") else self.comment_fr

    @property
    def note(self) -> str:
        return self.note_en if (get_language() or "").startswith("en") else self.note_fr

    @property
    def reference(self) -> str:
        """Number and hash, as kept with what people send under this version."""
        return f"{self.number}:{self.hash}"

    @property
    def order(self) -> tuple[int, ...]:
        return tuple(int(part) for part in self.number.split("."))

    @property
    def is_to_come(self) -> bool:
        return self.effective_on > timezone.localdate()


class TextQuerySet(models.QuerySet["VersionText"]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise Frozen


class VersionText(models.Model):
    """The text of a version in one language, with the facts in their places."""

    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="texts")
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    title = models.CharField(_("title"), max_length=255)
    html = models.TextField(editable=False)
    contents = models.JSONField(default=list, editable=False)
    hash = models.CharField(max_length=64, editable=False)
    imported_at = models.DateTimeField(_("imported"), null=True, editable=False)

    objects = TextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of a version")
        verbose_name_plural = _("texts of versions")
        ordering = ["language"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["version", "language"], name="policy_text_language")
        ]

    def __str__(self) -> str:
        return f"{self.version} ({self.language})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding and self.version.origin == Origin.SITE:
            raise Frozen
        super().save(*args, **kwargs)
