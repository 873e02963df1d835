from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PanelVersion(models.Model):
    """One version of the panel, kept whole: what it said in both languages, and the code behind it."""

    number = models.PositiveIntegerField(_("number"), unique=True, editable=False)
    hash = models.CharField(_("hash"), max_length=64, unique=True, editable=False)
    code_hash = models.CharField(_("hash of the code"), max_length=64, editable=False)
    text_fr = models.TextField(_("French text"), editable=False)
    text_en = models.TextField(_("English text"), editable=False)
    facts = models.JSONField(_("trackers"), editable=False)
    created_at = models.DateTimeField(_("first shown"), auto_now_add=True)

    class Meta:
        verbose_name = _("version of the panel")
        verbose_name_plural = _("versions of the panel")
        default_permissions = ("view",)
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self.number}"


class PanelPicture(models.Model):
    """What one version looked like, in one language at one width."""

    version = models.ForeignKey(PanelVersion, on_delete=models.CASCADE, related_name="pictures")
    language = models.CharField(max_length=2)
    width = models.PositiveSmallIntegerField()
    image = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    taken_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["version", "language", "width"], name="one_picture_of_each_kind"
            )
        ]
        ordering = ["language", "width"]

    def __str__(self) -> str:
        return f"{self.version_id} {self.language} {self.width}"


class Receipt(models.Model):
    """The evidence of one choice: what was decided about what, when, on which panel.

    Neither address nor browser is kept: the number in the visitor's own cookie is all that leads here.
    `replaced_at`: when the same browser decided anew; a cookie with this number is refused from then.
    """

    number = models.CharField(_("number"), max_length=22, unique=True, editable=False)
    panel = models.ForeignKey(PanelVersion, on_delete=models.PROTECT, editable=False)
    # {"performance": {"google-analytics": true}}
    verdicts = models.JSONField(_("verdicts"), editable=False)
    language = models.CharField(_("language"), max_length=2, editable=False)
    policy_version = models.CharField(_("policy version"), max_length=20, editable=False)
    policy_hash = models.CharField(_("policy hash"), max_length=64, editable=False)
    token = models.CharField(max_length=64, unique=True, null=True, editable=False)
    made_at = models.DateTimeField(_("made at"), db_index=True, editable=False)
    replaced_at = models.DateTimeField(_("replaced at"), null=True, editable=False)

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        default_permissions = ("view",)
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.number


class UndeclaredTracker(models.Model):
    """A host that a page tried to load from and that the policy kept away. Nothing else is kept."""

    host = models.CharField(_("host"), max_length=253)
    directive = models.CharField(pgettext_lazy("consent", "kind"), max_length=40)
    count = models.PositiveIntegerField(_("times"), default=0)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"), db_index=True)

    class Meta:
        verbose_name = _("undeclared tracker")
        verbose_name_plural = _("undeclared trackers")
        default_permissions = ("view", "delete")
        ordering = ["-last_day", "-count"]
        constraints = [
            models.UniqueConstraint(fields=["host", "directive"], name="one_line_for_each_host")
        ]

    def __str__(self) -> str:
        return self.host
