"""What visitors and subscribers fill in."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from intake.evidence import MAX_PATH, Evidence
from intake.forms import PublicForm, email_field
from intake.origin import OriginField
from newsletter.models import Subscriber, Topic
from newsletter.notice import ACTIVITY, wording


class SignUpForm(PublicForm):
    """The address, nothing else: the language is the page's."""

    slug = "newsletter"
    activity = ACTIVITY

    email = email_field(label=_("Your e-mail address"))
    # The page on which the form stood, for the proof of consent: it posts to the newsletter page.
    page = forms.CharField(required=False, max_length=MAX_PATH, widget=forms.HiddenInput)
    origin = OriginField()

    @property
    def wording(self) -> str:
        """The sentence that stood above the button."""
        return wording()

    def clean_page(self) -> str:
        page: str = self.cleaned_data["page"]
        return page if page.startswith("/") and page.isprintable() and "?" not in page else ""

    def page_of(self, evidence: Evidence) -> str:
        """Where the form was filled in."""
        return str(self.cleaned_data["page"]) or evidence.path


class PreferencesForm(forms.Form):
    """What a subscriber may choose, on the page behind their private link."""

    language = forms.ChoiceField(
        label=_("Language of the newsletter"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )
    topics = forms.ModelMultipleChoiceField(
        label=_("Topics you want to read about"),
        queryset=Topic.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    tracking = forms.BooleanField(
        label=_(
            "I agree that it is counted whether I open the newsletter and which links I follow"
        ),
        help_text=_("Without your agreement nothing of this is recorded."),
        required=False,
    )

    def __init__(self, *args: Any, subscriber: Subscriber, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        kwargs["initial"] = {
            "language": subscriber.language,
            "topics": subscriber.topics.all(),
            "tracking": subscriber.tracking,
        }
        super().__init__(*args, **kwargs)
        topics: Any = self.fields["topics"]
        topics.queryset = Topic.objects.filter(offered=True)
        if not topics.queryset.exists():
            del self.fields["topics"]


class NewAddressForm(forms.Form):
    """Another address for the newsletter."""

    email = email_field(label=_("New e-mail address"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
