"""The editor's form says what keeps a page from being published; the rules' form decides it."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import GroupPagePermission, Page

from cms.list_filters import EVERYTHING, LanguageFilterForm

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from cms.publishing.checks import Check


class PublishingForm(WagtailAdminPageForm):
    """Of every page: pressing “Publish” shows what refuses it, with what was typed kept."""

    def publishes(self) -> bool:
        """Whether the button that was pressed puts the page on the site; saving a draft does not."""
        return bool(
            self.data.get("action-publish")
            or (
                self.data.get("action-workflow-action")
                and self.data.get("workflow-action-name") == "approve"
            )
        )

    def _post_clean(self) -> None:
        from cms.publishing.gate import refusals

        super()._post_clean()
        if not self.is_bound or not self.publishes() or self.errors:
            return
        if self.parent_page is not None and not self.instance.locale_id:
            self.instance.locale = self.parent_page.locale
        for one in refusals(self.instance, self.for_user):
            self.add_error(None, one.message)


class ReportFilter(LanguageFilterForm):
    """Language, state and a part of the title. Anything unknown counts as no choice."""

    title = forms.CharField(label=_("Title contains"), required=False, max_length=120)
    language = forms.ChoiceField(label=_("Language"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            EVERYTHING,
            ("live", _("Published")),
            ("draft", _("Not published")),
        ],
    )

    def narrow(self, pages: "QuerySet[Page]") -> "QuerySet[Page]":
        """The pages that were asked for."""
        chosen = self.chosen()
        if title := chosen.get("title"):
            pages = pages.filter(title__icontains=title)
        if language := chosen.get("language"):
            pages = pages.filter(locale__language_code=language)
        if state := chosen.get("state"):
            pages = pages.filter(live=state == "live")
        return pages


class RuleForm(forms.Form):
    """One check: does it refuse, and who may publish all the same."""

    blocks = forms.ChoiceField(
        label=_("What happens"),
        choices=[("", _("Advise")), ("1", _("Refuse publication"))],
        required=False,
        widget=forms.RadioSelect,
    )
    exempt = forms.ModelMultipleChoiceField(
        label=_("except for"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        queryset=Group.objects.none(),
    )

    def __init__(self, data: Any, *, check: "Check", initial: dict[str, Any]) -> None:
        super().__init__(data, prefix=check.slug, initial=initial)
        self.check = check
        field: Any = self.fields["exempt"]
        field.queryset = publishers()


def publishers() -> "QuerySet[Group]":
    """The groups that may publish some page: only they can be let through."""
    allowed = GroupPagePermission.objects.filter(permission__codename="publish_page")
    return Group.objects.filter(pk__in=allowed.values("group")).order_by("name")
