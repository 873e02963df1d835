from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

MONTHS = 12


class ReviewDate(models.Model):
    """The day on which a page is to be looked at again."""

    page = models.OneToOneField(
        Page,
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="review_date",
    )
    due = models.DateField(_("to look at again on"), db_index=True)
    months = models.PositiveSmallIntegerField(
        _("months until the next time"),
        default=MONTHS,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    reminded_on = models.DateField(_("reminded on"), null=True, blank=True)

    class Meta:
        verbose_name = _("review date")
        verbose_name_plural = _("review dates")
        ordering = ["due", "pk"]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.due}"
