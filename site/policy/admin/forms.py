"""The forms of the policy's screens."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from policy.documents.importing import MOST_BYTES
from policy.models import Origin, PolicyVersion
from policy.services import NotPublishable, demand_day, demand_number

COMMENTS = {
    "comment_fr": forms.Textarea(attrs={"rows": 2}),
    "comment_en": forms.Textarea(attrs={"rows": 2}),
    "note_fr": forms.Textarea(attrs={"rows": 2}),
    "note_en": forms.Textarea(attrs={"rows": 2}),
    "effective_on": AdminDateInput,
}


class PublishForm(forms.ModelForm[PolicyVersion]):
    """Number, date of effect, initials and public summary of a new version."""

    class Meta:
        model = PolicyVersion
        fields = ["number", "effective_on", "author", "comment_fr", "comment_en"]
        widgets = {name: COMMENTS[name] for name in ("effective_on", "comment_fr", "comment_en")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["effective_on"].initial = timezone.localdate()
        self.fields["number"].initial = next_number()

    def clean_number(self) -> str:
        return _demanded(demand_number, self.cleaned_data["number"])

    def clean_effective_on(self) -> date:
        return _demanded(demand_day, self.cleaned_data["effective_on"])


class ArchiveForm(forms.ModelForm[PolicyVersion]):
    """A version that was published before this site."""

    class Meta:
        model = PolicyVersion
        fields = [
            "number",
            "effective_on",
            "applied",
            "author",
            "comment_fr",
            "comment_en",
            "note_fr",
            "note_en",
        ]
        widgets = COMMENTS

    def clean_effective_on(self) -> date:
        day: date = self.cleaned_data["effective_on"]
        published = PolicyVersion.objects.filter(origin=Origin.SITE).order_by("effective_on")
        first = published.values_list("effective_on", flat=True).first()
        if day > timezone.localdate() or (first is not None and day >= first):
            raise ValidationError(_("Choose a day before the first version published here."))
        return day


class ImportForm(forms.Form):
    """The document with the text of a version of the archive."""

    version = forms.ModelChoiceField(
        label=_("Version"), queryset=PolicyVersion.objects.filter(origin=Origin.ARCHIVE)
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[("fr", _("French")), ("en", _("English"))]
    )
    document = forms.FileField(
        label=_("Document"),
        help_text=_(
            "Markdown (.md), HTML (.html) or Word (.docx), 10 MB at most. Headings, lists, tables and "
            "links are kept; scripts, styles and images are not."
        ),
        widget=forms.FileInput(attrs={"accept": ".md,.markdown,.html,.htm,.docx"}),
    )

    def clean_document(self) -> Any:
        document = self.cleaned_data["document"]
        if document.size > MOST_BYTES:
            raise ValidationError(_("The document is larger than 10 MB."))
        return document


def next_number() -> str:
    """The number after the highest one: 2.0 → 2.1."""
    orders = [version.order for version in PolicyVersion.objects.only("number")]
    if not orders:
        return "1.0"
    *first, last = max(orders)
    return ".".join(str(part) for part in (*first, last + 1))


def _demanded(demand: Any, value: Any) -> Any:
    try:
        demand(value)
    except NotPublishable as refusal:
        raise ValidationError(str(refusal)) from refusal
    return value
