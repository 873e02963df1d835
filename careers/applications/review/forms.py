"""The forms of the review screens."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.widgets import AdminDateTimeInput

from accounts.queries import staff_with_role
from careers.applications.forms import CVField
from careers.applications.models import Kind, MessageTemplate, Reason, Source, Stage
from careers.applications.review.filters import offers
from careers.applications.services.messages import VARIABLE

VARIABLES = _("Filled for each person: {first_name}, {last_name}, {offer}, {sender}, {reference}.")
FILLED_BY = ("first_name", "last_name", "offer", "sender", "reference")


def past(moment: Any) -> Any:
    if moment > timezone.now():
        raise ValidationError(_("Enter a date that is not in the future."))
    return moment


class Colleague(forms.ModelChoiceField[Any]):
    """A colleague, by name."""

    def label_from_instance(self, user: Any) -> str:
        return str(user.get_full_name() or user.email)


class Colleagues(forms.ModelMultipleChoiceField[Any]):
    """Several of them."""

    def label_from_instance(self, user: Any) -> str:
        return str(user.get_full_name() or user.email)


class MoveForm(forms.Form):
    """Another stage. Refusing has a form of its own, with its reason and message."""

    stage = forms.ChoiceField(
        label=_("Stage"),
        choices=[one for one in Stage.choices if one[0] not in (Stage.REFUSED, Stage.WITHDRAWN)],
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class AssignForm(forms.Form):
    owner = Colleague(label=_("In charge"), queryset=staff_with_role("rh").none(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = staff_with_role("rh")  # type: ignore[attr-defined]


class WriteForm(forms.Form):
    """A message. Variables in braces are filled for each person; an empty one blocks sending."""

    subject = forms.CharField(label=_("Subject"), max_length=160)
    text = forms.CharField(
        label=_("Text"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=VARIABLES,
    )

    def clean_subject(self) -> str:
        return " ".join(str(self.cleaned_data["subject"]).split())


class RefuseForm(WriteForm):
    """A refusal: a reason about the offer, and a message that leaves later, or none."""

    MORNING, SOON, NEVER = "morning", "soon", "never"

    subject = forms.CharField(label=_("Subject"), max_length=160, required=False)
    text = forms.CharField(
        label=_("Text"),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=VARIABLES,
    )
    reason = forms.ChoiceField(label=_("Reason"), choices=Reason.choices)
    when = forms.ChoiceField(
        label=_("The message leaves"),
        choices=[
            (MORNING, _("tomorrow at 9:00")),
            (SOON, _("in ten minutes")),
            (NEVER, _("never: I tell it another way")),
        ],
        initial=MORNING,
        widget=forms.RadioSelect,
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("when") != self.NEVER and not (found.get("subject") and found.get("text")):
            raise ValidationError(_("Write the subject and the text of the message."))
        return found


class LogForm(forms.Form):
    """An exchange that took place elsewhere."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[(kind.value, kind.label) for kind in (Kind.CALL, Kind.MEETING, Kind.REPLY)],
    )
    at = forms.DateTimeField(label=_("When"), widget=AdminDateTimeInput, initial=timezone.now)
    text = forms.CharField(
        label=_("What was said"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person may read it."),
    )

    def clean_at(self) -> Any:
        return past(self.cleaned_data["at"])


class ExportForm(forms.Form):
    format = forms.ChoiceField(
        label=_("Format"),
        choices=[("xlsx", "XLSX"), ("csv", "CSV")],
        initial="xlsx",
        widget=forms.RadioSelect,
    )


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("Note among colleagues"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("About the criteria. The person has the right to read it."),
    )


class OpinionForm(forms.Form):
    criterion = forms.CharField(max_length=40, widget=forms.HiddenInput)
    level = forms.TypedChoiceField(
        label=_("Opinion"),
        coerce=int,
        choices=[
            (0, _("0 – not shown")),
            (1, _("1 – a little")),
            (2, _("2 – well")),
            (3, _("3 – very well")),
        ],
    )
    reason = forms.CharField(
        label=_("What shows it"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class SlotForm(forms.Form):
    starts_at = forms.DateTimeField(label=_("Begins"), widget=AdminDateTimeInput)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=10, max_value=480, initial=45)
    place = forms.CharField(label=_("Place or link"), max_length=300)

    def clean_starts_at(self) -> Any:
        moment = self.cleaned_data["starts_at"]
        if moment <= timezone.now():
            raise ValidationError(_("Enter a date to come."))
        return moment


class EnterForm(forms.Form):
    """A CV that came another way; the person is told where from."""

    offer = forms.ModelChoiceField(
        label=_("Offer"), queryset=offers(None).none(), required=False, empty_label=_("none")
    )
    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=80)
    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("The person is told there (GDPR art. 14).")
    )
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[
            ("fr", pgettext_lazy("careers.applications", "French")),
            ("en", pgettext_lazy("careers.applications", "English")),
        ],
    )
    source = forms.ChoiceField(
        label=_("Came by"),
        choices=[one for one in Source.choices if one[0] not in (Source.SITE, Source.SPONTANEOUS)],
    )
    source_detail = forms.CharField(
        label=_("Where it came from"),
        max_length=200,
        help_text=_("Told to the person: the fair and its date, or who handed it over."),
    )
    received_at = forms.DateTimeField(
        label=_("Received"), widget=AdminDateTimeInput, initial=timezone.now
    )
    cv = CVField(label=_("CV"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["offer"].queryset = offers(None)  # type: ignore[attr-defined]

    def clean_received_at(self) -> Any:
        return past(self.cleaned_data["received_at"])


class ReadersForm(forms.Form):
    """Who takes part in the interviews for an offer."""

    users = Colleagues(
        label=_("Interviewers"),
        help_text=_(
            "Of the role Interview, they alone see the applications to this offer. "
            "They read, give their opinion and note; HR answers and decides."
        ),
        queryset=staff_with_role("entretien").none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["users"].queryset = staff_with_role("entretien")  # type: ignore[attr-defined]


class TemplateForm(forms.ModelForm[MessageTemplate]):
    """A text to start a message from."""

    class Meta:
        model = MessageTemplate
        fields = ["name", "language", "purpose", "reason", "subject", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 10})}
        help_texts = {"text": VARIABLES}

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        written = f"{found.get('subject', '')} {found.get('text', '')}"
        unknown = [name for name in VARIABLE.findall(written) if name not in FILLED_BY]
        if unknown:
            raise ValidationError(
                _("Nothing fills these variables: %(names)s") % {"names": ", ".join(unknown)}
            )
        return found
