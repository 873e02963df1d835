"""The public forms of this package."""

from typing import Any
from unicodedata import category

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intake.agreements import NEWSLETTER_FIELD, newsletter_field
from intake.forms import PublicForm, SingleLineField, refuse_nothing_but_spaces
from intake.origin import OriginField
from intake.professional_email import SEEN_FIELD, EmailPolicy, ProfessionalEmailMixin
from leads.models import ContactForm

MAX_MESSAGE = 5000
PAGE_FIELD = "page"


class TextField(forms.CharField):
    """Several lines of text: other control characters are left out, nothing else is changed."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        return "".join(c for c in text if c in "\n\t" or _is_text(c)).strip()


def _is_text(character: str) -> bool:
    """Whether the character is more than an order to a screen (NUL, escape, reversed writing)."""
    return category(character) not in {"Cc", "Cs"} and not "\u202a" <= character <= "\u202e"


class LeadForm(ProfessionalEmailMixin, PublicForm):
    """What contact and download share: last name, first name, professional e-mail.

    `page` is where a form inside a page stands.
    """

    last_name = SingleLineField(
        label=_("Last name"),
        max_length=80,
        validators=[refuse_nothing_but_spaces],
        error_messages={
            "required": _("Enter your last name"),
            "max_length": _("Enter a last name of at most 80 characters"),
        },
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    first_name = SingleLineField(
        label=_("First name"),
        max_length=80,
        validators=[refuse_nothing_but_spaces],
        error_messages={
            "required": _("Enter your first name"),
            "max_length": _("Enter a first name of at most 80 characters"),
        },
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    newsletter = newsletter_field()
    origin = OriginField()
    page = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        email_policy: EmailPolicy | str = EmailPolicy.ADVISE,
        offers_newsletter: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.email_policy = EmailPolicy(email_policy)
        if not offers_newsletter:
            del self.fields[NEWSLETTER_FIELD]

    def clean_page(self) -> str:
        path = "".join(c for c in self.cleaned_data[PAGE_FIELD] if c.isprintable())
        path = path.partition("?")[0].partition("#")[0]
        return path[:300] if path.startswith("/") and not path.startswith("//") else ""


class ResourceForm(LeadForm):
    """Asks for a resource: last name, first name, professional e-mail, and two free boxes."""

    slug = "resource"
    activity = "resources"

    wants_versions = forms.BooleanField(
        label=_("Tell me by e-mail when a new version of this resource is out."), required=False
    )

    field_order = [
        "last_name",
        "first_name",
        "email",
        "wants_versions",
        NEWSLETTER_FIELD,
        SEEN_FIELD,
        "origin",
        PAGE_FIELD,
    ]


class EnquiryForm(LeadForm):
    """The contact form: the fields of the privacy policy, and a subject where there is a choice."""

    slug = "contact"
    activity = "contact"

    subject = forms.ChoiceField(
        label=_("Subject"),
        error_messages={
            "required": _("Choose a subject"),
            "invalid_choice": _("Choose one of these subjects"),
        },
    )
    company = SingleLineField(
        label=pgettext_lazy("of the visitor", "Company"),
        max_length=120,
        error_messages={
            "required": _("Enter your company's name"),
            "max_length": _("Enter a company name of at most 120 characters"),
        },
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    message = TextField(
        label=_("Your message"),
        max_length=MAX_MESSAGE,
        validators=[refuse_nothing_but_spaces],
        error_messages={
            "required": _("Write your message"),
            "max_length": _("Shorten your message to %(limit_value)d characters at most"),
        },
    )

    field_order = [
        "subject",
        "last_name",
        "first_name",
        "email",
        "company",
        "message",
        NEWSLETTER_FIELD,
        SEEN_FIELD,
        "origin",
        PAGE_FIELD,
    ]

    def __init__(self, *args: Any, contact_form: ContactForm, **kwargs: Any) -> None:
        super().__init__(
            *args,
            email_policy=contact_form.email_policy,
            offers_newsletter=contact_form.offers_newsletter,
            **kwargs,
        )
        choices = contact_form.subject_choices()
        if len(choices) > 1:
            field: Any = self.fields["subject"]
            field.choices = [("", _("Choose a subject")), *choices]
        else:
            del self.fields["subject"]
        if not contact_form.asks_company:
            del self.fields["company"]
