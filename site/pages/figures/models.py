from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class What(models.TextChoices):
    """What is counted."""

    VIEW = "view", pgettext_lazy("figures", "Views")
    ENTRY = "entry", pgettext_lazy("figures", "Entries")
    REFERRER = "referrer", pgettext_lazy("figures", "Came from")
    COUNTRY = "country", pgettext_lazy("figures", "Country of language")
    CONVERSION = "conversion", pgettext_lazy("figures", "Conversions")


class DailyFigure(models.Model):
    """How often something happened on a day. Nothing in it leads to a person, a visit or a browser.

    `page`: a page's number, 0 for what belongs to none. `key`: the host one came from, the country of the
    browser's first language, or the kind of conversion.
    """

    day = models.DateField(_("day"))
    what = models.CharField(_("what"), max_length=10, choices=What.choices)
    # No foreign key: what was seen stays seen when the page goes.
    page = models.PositiveBigIntegerField(_("page"), default=0)
    language = models.CharField(_("language"), max_length=2)
    key = models.CharField(_("key"), max_length=100, blank=True)
    number = models.PositiveIntegerField(pgettext_lazy("figures", "number"), default=0)

    class Meta:
        verbose_name = _("figure of a day")
        verbose_name_plural = _("figures of a day")
        constraints = [
            models.UniqueConstraint(
                fields=["day", "what", "page", "language", "key"], name="figures_daily_figure"
            )
        ]
        indexes = [models.Index(fields=["page", "what", "day"], name="figures_of_page")]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.day} {self.what}"
