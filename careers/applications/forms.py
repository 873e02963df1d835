"""The form of an application, and the ones on a candidate's own page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.http import QueryDict
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from careers.applications.cv.intake import CheckedCV, check_cv
from careers.applications.cv.problems import Problem, Refused
from careers.applications.cv.sentences import largest, sentence
from careers.applications.services.applying import Applicant
from careers.applications.vault import staging
from careers.models import OfferPage
from careers.models.offers import Question
from careers.terms import QuestionKind
from intake.forms import PublicForm, SingleLineField, email_field

ACCEPT = ".pdf,.docx,.odt,application/pdf"
KEPT_FIELD = "cv_kept"


def _file_hint() -> str:
    return gettext("PDF, DOCX or ODT, up to %(size)s.") % {"size": largest()}


def read_upload(upload: File[Any] | None) -> CheckedCV | None:
    """The verdict on an upload; None when there is none. Raises ValidationError with its sentence."""
    if upload is None:
        return None
    try:
        if upload.size is not None and upload.size > settings.CV_MAX_BYTES:
            raise Refused(Problem.TOO_LARGE)
        return check_cv(upload.read(), upload.name or "")
    except Refused as refusal:
        raise ValidationError(sentence(refusal.problem), code=refusal.problem.value) from refusal


class CVField(forms.FileField):
    """A file that is looked into; its clean value is a CheckedCV."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Your CV"))
        kwargs.setdefault("help_text", lazy(_file_hint, str)())
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ACCEPT}))
        kwargs.setdefault(
            "error_messages",
            {
                "required": _("Choose your CV: a file in PDF, DOCX or ODT format."),
                "missing": _("Choose your CV: a file in PDF, DOCX or ODT format."),
                "empty": sentence_later(Problem.EMPTY),
                "invalid": _("Choose your CV again: the file did not arrive."),
            },
        )
        super().__init__(**kwargs)

    def to_python(self, data: Any) -> Any:
        checked = super().to_python(data)
        return read_upload(checked) if checked is not None else None


sentence_later = lazy(sentence, str)


class ApplicationForm(PublicForm):
    """An application. Nothing on pay history, age or family; the offer's own questions come with
    their purpose, or not at all.
    """

    slug = "application"
    activity = "recruitment"

    first_name = SingleLineField(
        label=_("First name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": _("Enter your first name.")},
    )
    last_name = SingleLineField(
        label=_("Last name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
        error_messages={"required": _("Enter your last name.")},
    )
    email = email_field(
        label=_("E-mail address"), help_text=_("We answer there. It is your key: no account.")
    )
    phone = SingleLineField(
        label=_("Telephone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    cv = CVField()
    cv_kept = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    message = forms.CharField(
        label=_("Message"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What you would like us to know. A letter is not needed."),
        error_messages={"max_length": _("Shorten your message to 4,000 characters.")},
    )

    # A colleague's link, and the job board whose address was followed (careers.forms_slot).
    r = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    via = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, offer: OfferPage | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions: list[Question] = [
            question for question in (offer.question_list() if offer else []) if question.purpose
        ]
        for question in self.questions:
            self.fields[f"q-{question.id}"] = field_for(question)
        self.kept: CheckedCV | None = None
        # Whoever sent a file already need not choose it again.
        self.fields["cv"].required = not self.data.get(KEPT_FIELD)

    def clean_cv_kept(self) -> CheckedCV | None:
        """The file that was kept when the form came back the last time."""
        return staging.staged(self.cleaned_data.get(KEPT_FIELD, ""))

    def clean(self) -> dict[str, Any]:
        """A file that was just chosen wins over the one that was kept."""
        found: dict[str, Any] = super().clean() or {}
        if "cv" in self.errors:
            return found
        self.kept = self.cleaned_data.get("cv") or self.cleaned_data.get(KEPT_FIELD)
        if self.kept is None:
            self.add_error("cv", self.fields["cv"].error_messages["required"])
        return found

    def keep_file(self) -> None:
        """Before the page goes back with a message: keep the file, and say which it is."""
        if not self.errors and self.kept is None:
            return
        kept = self.kept
        data: Any = QueryDict(mutable=True)
        data.update(self.data)
        data[KEPT_FIELD] = staging.stage(kept) if kept is not None else ""
        self.data = data
        self.fields["cv"].required = kept is None
        if kept is not None:
            self["cv"].help_text = gettext(
                "We have kept “%(name)s” for an hour. Choose another file only to replace it."
            ) % {"name": kept.name}

    def applicant(self, language: str) -> Applicant:
        values = self.cleaned_data
        return Applicant(
            first_name=values["first_name"],
            last_name=values["last_name"],
            email=values["email"],
            phone=values["phone"],
            message=values["message"],
            language=language,
            answers={
                question.text: str(values[f"q-{question.id}"])
                for question in self.questions
                if values.get(f"q-{question.id}")
            },
        )


def field_for(question: Question) -> forms.Field:
    """The field of one of the offer's own questions; its purpose stands under it."""
    settings_: dict[str, Any] = {
        "label": question.text,
        "help_text": question.purpose,
        "required": question.required,
        "error_messages": {"required": _("Answer this question.")},
    }
    if question.kind == QuestionKind.TEXT:
        return forms.CharField(
            max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), **settings_
        )
    if question.kind == QuestionKind.YES_NO:
        yes, no = gettext("Yes"), gettext("No")
        return forms.ChoiceField(
            choices=[(yes, yes), (no, no)], widget=forms.RadioSelect, **settings_
        )
    if question.kind == QuestionKind.CHOICE:
        return forms.ChoiceField(
            choices=[(one, one) for one in question.choices], widget=forms.RadioSelect, **settings_
        )
    return SingleLineField(max_length=200, **settings_)


class LinkAgainForm(PublicForm):
    """« Renvoyez-moi mon lien »."""

    slug = "application-link"
    activity = "recruitment"

    email = email_field(
        label=_("Your e-mail address"),
        help_text=_("The one you applied with. If it is known to us, your link leaves at once."),
    )


class WriteForm(forms.Form):
    """A message from the candidate's page."""

    text = forms.CharField(
        label=_("Your message"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": _("Write your message."),
            "max_length": _("Shorten your message to 8,000 characters."),
        },
    )


class ReplaceForm(forms.Form):
    """Another CV, as long as nobody has opened the first."""

    cv = CVField()
