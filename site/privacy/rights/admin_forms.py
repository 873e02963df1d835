"""The forms of the DPO's work on requests."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets import AdminDateTimeInput

from privacy.rights.models import AnswerTemplate, Channel, Kind, State, SubjectRequest


class EnterForm(forms.ModelForm[SubjectRequest]):
    """A request that came by another way than the site."""

    channel = forms.ChoiceField(
        label=pgettext_lazy("privacy", "Came by"),
        choices=[one for one in Channel.choices if one[0] not in {Channel.SITE, Channel.FORM}],
    )
    received_at = forms.DateTimeField(
        label=_("Received"),
        initial=timezone.now,
        widget=AdminDateTimeInput,
        help_text=_("The month to answer runs from this moment, whoever received the request."),
    )
    verified = forms.BooleanField(
        label=_("I have verified who asks"),
        help_text=_(
            "By calling back, or by a detail only this person knows. Keep no copy of an ID."
        ),
        error_messages={"required": _("Verify who asks first: the answer holds their data.")},
    )

    class Meta:
        model = SubjectRequest
        fields = ["email", "language", "kind", "channel", "received_at", "words"]
        help_texts = {"words": _("Only what is needed to answer.")}
        widgets = {"words": forms.Textarea(attrs={"rows": 4})}

    def clean_received_at(self) -> Any:
        moment = self.cleaned_data["received_at"]
        if moment > timezone.now():
            raise ValidationError(
                pgettext_lazy("privacy", "Enter a date that is not in the future.")
            )
        return moment


class AnswerForm(forms.Form):
    """What is written to the person."""

    subject = forms.CharField(label=_("Subject"), max_length=160)
    text = forms.CharField(
        label=_("Text"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 10})
    )
    closes = forms.BooleanField(
        label=_("This answers the request"),
        required=False,
        initial=True,
        help_text=_("The clock stops. Leave it empty to ask the person something first."),
    )

    def clean_subject(self) -> str:
        return " ".join(str(self.cleaned_data["subject"]).split())


class ExtendForm(forms.Form):
    """Why the answer needs up to two further months."""

    reason = forms.CharField(
        label=pgettext_lazy("privacy", "Reason"),
        max_length=500,
        help_text=_("It is mailed to the person. Name nobody."),
        error_messages={"required": _("Say why: the law demands it (art. 12 §3).")},
    )


class FindForm(forms.Form):
    """Whose requests are looked for. Sent by POST: an address does not belong in a URL or a log."""

    address = forms.EmailField(
        label=_("E-mail address of the person"),
        error_messages={
            "invalid": pgettext_lazy(
                "privacy", "Enter an e-mail address in the form name@example.com"
            )
        },
    )


class TemplateForm(forms.ModelForm[AnswerTemplate]):
    """A text to start an answer from."""

    class Meta:
        model = AnswerTemplate
        fields = ["name", "language", "kind", "subject", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 10})}
        help_texts = {
            "text": _("Sent as it stands: nothing in it is replaced. The writer completes it."),
            "kind": _("Empty: offered for every request."),
        }


class RequestFilterSet(WagtailFilterSet):
    """What the list can be narrowed to; nothing of it names a person."""

    state = django_filters.MultipleChoiceFilter(
        label=_("State"),
        choices=[one for one in State.choices if one[0] != State.UNPROVED],
        widget=forms.CheckboxSelectMultiple,
    )
    kind = django_filters.MultipleChoiceFilter(
        label=_("Request"), choices=Kind.choices, widget=forms.CheckboxSelectMultiple
    )
    channel = django_filters.MultipleChoiceFilter(
        label=pgettext_lazy("privacy", "Came by"),
        choices=Channel.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    late = django_filters.BooleanFilter(label=_("Past its deadline"), method="only_late")

    class Meta:
        model = SubjectRequest
        fields = ["state", "kind", "channel", "late"]

    def only_late(
        self, rows: QuerySet[SubjectRequest], name: str, value: bool
    ) -> QuerySet[SubjectRequest]:
        late = rows.filter(state=State.OPEN, due_at__lt=timezone.now())
        return late if value else rows.exclude(pk__in=late.values("pk"))
