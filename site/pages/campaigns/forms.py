"""A campaign, its pages, and the words of its links."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Locale, Page

from accounts.models import User
from cms.list_filters import EVERYTHING, FilterForm, LanguageFilterForm
from cms.missing_paths.forms import PageChooser
from cms.seo.addresses import page_address
from pages.campaigns.models import Campaign, TrackedLink, Word
from pages.campaigns.spelling import LONGEST, close_to, same_without_hyphens, spell
from pages.page_templates.queries import Offer

if TYPE_CHECKING:
    from django.db.models import QuerySet

# What leads.services.counting calls those for which there is no room.
TAKEN = frozenset({"other"})
NO_PAGES: "QuerySet[Page]" = Page.objects.none()
NEEDED = {"required": gettext_lazy("Choose a page.")}


class ListFilter(FilterForm):
    """Which campaigns. Anything unknown counts as no choice."""

    phase = forms.ChoiceField(
        label=pgettext_lazy("campaigns", "Show"),
        required=False,
        choices=[EVERYTHING, *Campaign.Phase.choices],
    )

    def narrow(self, rows: "QuerySet[Campaign]") -> "QuerySet[Campaign]":
        """The rows that were asked for."""
        phase, today = self.chosen().get("phase"), timezone.localdate()
        if phase == Campaign.Phase.TO_COME:
            return rows.filter(starts_on__gt=today)
        if phase == Campaign.Phase.OVER:
            return rows.filter(ends_on__lt=today)
        if phase == Campaign.Phase.RUNNING:
            return rows.filter(Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today)
        return rows


class PeriodFilter(FilterForm):
    """Of which days a campaign's numbers are shown."""

    period = forms.ChoiceField(
        label=gettext_lazy("Period"),
        required=False,
        choices=[
            ("", gettext_lazy("The days of the campaign")),
            ("28", gettext_lazy("The last 4 weeks")),
            ("84", gettext_lazy("The last 12 weeks")),
        ],
    )


class LinksFilter(LanguageFilterForm):
    """Of which campaign the links are shown, and to pages of which language."""

    campaign = forms.ChoiceField(label=gettext_lazy("Campaign"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)

    def __init__(
        self, data: Any, *, campaigns: Sequence[Campaign], locales: Iterable[Locale]
    ) -> None:
        super().__init__(data, locales=locales)
        field: Any = self.fields["campaign"]
        field.choices = [EVERYTHING, *((str(one.pk), one.title) for one in campaigns)]

    def narrow(self, rows: "QuerySet[TrackedLink]") -> "QuerySet[TrackedLink]":
        """The rows that were asked for."""
        chosen = self.chosen()
        if "campaign" in chosen:
            rows = rows.filter(campaign_id=int(chosen["campaign"]))
        if "language" in chosen:
            rows = rows.filter(page__locale__language_code=chosen["language"])
        return rows


class CampaignForm(forms.ModelForm):  # type: ignore[type-arg]
    """The campaign itself. Its name in links is given once."""

    class Meta:
        model = Campaign
        fields = ["title", "name", "starts_on", "ends_on", "goal", "owner"]
        widgets = {
            "starts_on": AdminDateInput,
            "ends_on": AdminDateInput,
            "goal": forms.Textarea(attrs={"rows": 3}),
        }
        error_messages: ClassVar = {
            "title": {"required": gettext_lazy("Give the campaign a title.")},
            "starts_on": {"required": gettext_lazy("Choose the first day.")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["name"]
        owner: Any = self.fields["owner"]
        owner.queryset = (
            User.objects.filter(is_active=True, groups__page_permissions__isnull=False)
            .order_by("first_name", "last_name", "pk")
            .distinct()
        )
        owner.label_from_instance = lambda user: user.get_full_name() or user.email

    def clean_name(self) -> str:
        title = self.cleaned_data.get("title", "")
        name = spell(self.cleaned_data["name"] or title)
        if not name and not title:
            return ""  # The title's own message says what is missing.
        if not name:
            raise forms.ValidationError(_("Enter a name with letters or digits."))
        if name in TAKEN:
            raise forms.ValidationError(_("This name is kept for something else."))
        known = Campaign.objects.values_list("name", flat=True)
        if twin := same_without_hyphens(name, known):
            raise forms.ValidationError(
                _("There is a campaign called “%(name)s” in links: take that one, or another name.")
                % {"name": twin}
            )
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("Choose the first day or a later one."))
        return cleaned


class AddPageForm(forms.Form):
    """A page that belongs to the campaign, with its versions in other languages."""

    page = forms.ModelChoiceField(
        label=gettext_lazy("Page of the site"),
        queryset=NO_PAGES,
        widget=PageChooser,
        error_messages=NEEDED,
        help_text=gettext_lazy("Its versions in other languages belong to the campaign with it."),
    )

    def __init__(self, *args: Any, pages: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["page"]
        field.queryset = pages


class StartForm(forms.Form):
    """A landing page that is begun from a template, or empty."""

    title = forms.CharField(
        label=gettext_lazy("Title of the new page"),
        max_length=255,
        error_messages={"required": gettext_lazy("Give the new page a title.")},
    )
    template = forms.TypedChoiceField(
        label=gettext_lazy("Begin from"),
        coerce=int,
        required=False,
        empty_value=None,
        error_messages={
            "invalid_choice": gettext_lazy(
                "This template is not offered any more. Choose another one."
            ),
        },
    )

    def __init__(self, *args: Any, offers: Sequence[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["template"]
        field.choices = [
            *((one.page.pk, one.template.name) for one in offers),
            ("", _("an empty page")),
        ]
        self.offers = {one.page.pk: one for one in offers}

    def offer(self) -> Offer | None:
        """What was chosen; None for an empty page."""
        return self.offers.get(self.cleaned_data["template"])


class WordForm(forms.Form):
    """Another source or medium, spelled as all are."""

    kind = forms.ChoiceField(label=gettext_lazy("List"), choices=Word.Kind.choices)
    word = forms.CharField(label=pgettext_lazy("campaigns", "Word"), max_length=LONGEST)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        word = spell(cleaned["word"])
        known = list(
            Word.objects.filter(kind=cleaned["kind"])
            .order_by("word")
            .values_list("word", flat=True)
        )
        if not word:
            self.add_error("word", _("Enter a word with letters or digits."))
        elif word in known:
            self.add_error("word", _("“%(word)s” is in the list.") % {"word": word})
        elif twin := close_to(word, known):
            said = _("“%(word)s” is nearly “%(twin)s”, which is in the list: take that one.")
            self.add_error("word", said % {"word": word, "twin": twin})
        cleaned["word"] = word
        return cleaned


class LinkForm(forms.Form):
    """Where the link leads, and what it says."""

    campaign = forms.ModelChoiceField(
        label=gettext_lazy("Campaign"), queryset=Campaign.objects.all()
    )
    page = forms.ModelChoiceField(
        label=gettext_lazy("Page of the site"),
        queryset=NO_PAGES,
        widget=PageChooser,
        error_messages=NEEDED,
    )
    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=LONGEST,
        help_text=gettext_lazy("Where the link will stand: a network, a partner, a mailing."),
    )
    medium = forms.CharField(
        label=gettext_lazy("Medium"),
        max_length=LONGEST,
        help_text=gettext_lazy("What kind of place that is."),
    )
    content = forms.CharField(
        label=gettext_lazy("Which of several"),
        max_length=LONGEST,
        required=False,
        help_text=gettext_lazy("To tell two links in the same place apart; may stay empty."),
    )

    def __init__(
        self,
        *args: Any,
        pages: Any,
        words: Sequence[Word],
        campaigns: Sequence[Campaign],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        page: Any = self.fields["page"]
        page.queryset = pages
        campaign: Any = self.fields["campaign"]
        campaign.choices = [("", "–"), *((one.pk, one.title) for one in campaigns)]
        self.words = words
        for kind in Word.Kind.values:
            self.fields[kind].widget.attrs.update(list=f"{kind}-words", autocomplete="off")

    def listed(self, kind: str) -> dict[str, Word]:
        return {one.word: one for one in self.words if one.kind == kind}

    def clean_page(self) -> Page:
        page: Page = self.cleaned_data["page"]
        if not page_address(page):
            raise forms.ValidationError(_("Visitors cannot reach this page. Choose another one."))
        return page

    def clean_source(self) -> Word:
        return self._word("source")

    def clean_medium(self) -> Word:
        return self._word("medium")

    def clean_content(self) -> str:
        return spell(self.cleaned_data["content"])

    def _word(self, kind: str) -> Word:
        known, word = self.listed(kind), spell(self.cleaned_data[kind])
        if word in known:
            return known[word]
        if twin := close_to(word, known):
            raise forms.ValidationError(
                _("Did you mean “%(twin)s”? It is spelled like that in the list.") % {"twin": twin}
            )
        raise forms.ValidationError(
            _("“%(word)s” is not in the list. Choose a word of it, or add this one to it first.")
            % {"word": word or self.cleaned_data[kind]}
        )
