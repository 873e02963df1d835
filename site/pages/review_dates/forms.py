"""The choices of the list, and the date of one page."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.widgets import AdminDateInput

from accounts.models import User
from cms.list_filters import EVERYTHING, LanguageFilterForm
from pages.review_dates.models import MONTHS, ReviewDate
from pages.review_dates.queries import SOON

if TYPE_CHECKING:
    from django.db.models import QuerySet


class ListFilter(LanguageFilterForm):
    """Language, whose pages, and how urgent. Anything unknown counts as no choice."""

    language = forms.ChoiceField(label=_("Language"), required=False)
    whose = forms.ChoiceField(
        label=_("Whose"),
        required=False,
        choices=[
            ("", _("Everybody’s")),
            ("mine", pgettext_lazy("pages", "Mine")),
            ("none", _("Nobody’s")),
        ],
    )
    when = forms.ChoiceField(
        label=_("When"),
        required=False,
        choices=[
            EVERYTHING,
            ("late", _("Day has come")),
            ("soon", _("Within two weeks")),
        ],
    )

    def narrow(self, rows: "QuerySet[ReviewDate]", user: Any) -> "QuerySet[ReviewDate]":
        """The rows that were asked for."""
        chosen, today = self.chosen(), timezone.localdate()
        if language := chosen.get("language"):
            rows = rows.filter(page__locale__language_code=language)
        if whose := chosen.get("whose"):
            rows = rows.filter(page__owner=user if whose == "mine" else None)
        if when := chosen.get("when"):
            rows = rows.filter(due__lte=today if when == "late" else today + SOON)
        return rows


class DateForm(forms.Form):
    """When a page is looked at next, how often from then on, and by whom."""

    due = forms.DateField(label=_("To look at again on"), widget=AdminDateInput)
    months = forms.IntegerField(
        label=_("Then every so many months"), min_value=1, max_value=60, initial=MONTHS
    )
    owner = forms.ModelChoiceField(
        label=_("Owner"),
        required=False,
        queryset=User.objects.none(),
        help_text=_("Is reminded by e-mail two weeks before the day, and each month after it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["owner"]
        field.queryset = (
            User.objects.filter(is_active=True, groups__page_permissions__isnull=False)
            .order_by("first_name", "last_name", "pk")
            .distinct()
        )
        field.label_from_instance = lambda user: user.get_full_name() or user.email

    def clean_due(self) -> Any:
        due = self.cleaned_data["due"]
        if due < timezone.localdate():
            raise forms.ValidationError(_("Choose today or a day to come."))
        return due
