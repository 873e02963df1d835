"""The forms of one lead's screen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from leads.admin.base import colleagues, name_of
from leads.models import Person, StaffNotices, Status

MAX_ANSWER = 20_000


class AnswerForm(forms.Form):
    """An answer by mail."""

    subject = forms.CharField(label=_("Subject"), max_length=200)
    text = forms.CharField(
        label=_("Text"), max_length=MAX_ANSWER, widget=forms.Textarea(attrs={"rows": 12})
    )


class NoteForm(forms.Form):
    """A note for colleagues."""

    text = forms.CharField(
        label=_("Note"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person can ask to read it."),
    )


class FollowForm(forms.Form):
    """Status, owner, next action and tags in one go."""

    status = forms.ChoiceField(label=_("Status"))
    owner = forms.ChoiceField(label=_("Followed by"), required=False)
    next_action = forms.CharField(label=_("Next action"), max_length=160, required=False)
    next_action_on = forms.DateField(
        label=_("Due on"), required=False, widget=AdminDateInput(attrs={"autocomplete": "off"})
    )
    tags = forms.CharField(
        label=_("Tags"), max_length=400, required=False, help_text=_("Separated by commas.")
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        initial = {
            "status": person.status,
            "owner": str(person.owner_id or ""),
            "next_action": person.next_action,
            "next_action_on": person.next_action_on,
            "tags": ", ".join(tag.name for tag in person.tags.all()),
        }
        super().__init__(*args, **{"initial": initial, **kwargs})
        status: Any = self.fields["status"]
        status.choices = [one for one in Status.choices if one[0] != Status.SPAM]
        owner: Any = self.fields["owner"]
        owner.choices = owner_choices(person)

    def clean_tags(self) -> list[str]:
        names = [" ".join(name.split())[:40] for name in self.cleaned_data["tags"].split(",")]
        return list(dict.fromkeys(filter(None, names)))


def owner_choices(person: Person | None = None) -> list[tuple[str, str]]:
    """Nobody, and those a lead can be given to; whoever follows it now as well."""
    found = colleagues()
    if person is not None and person.owner is not None and person.owner not in found:
        found.append(person.owner)
    return [("", _("Nobody")), *((str(user.pk), name_of(user)) for user in found)]  # type: ignore[list-item]


class SaveViewForm(forms.Form):
    """A name for the filters as they stand."""

    name = forms.CharField(label=_("Name of the view"), max_length=60)
    shared = forms.BooleanField(label=_("For everybody"), required=False)
    query = forms.CharField(max_length=600, widget=forms.HiddenInput)


class StatusBulkForm(forms.Form):
    """A status for several."""

    status = forms.ChoiceField(
        label=_("Status"), choices=[one for one in Status.choices if one[0] != Status.SPAM]
    )


class OwnerBulkForm(forms.Form):
    """A colleague for several."""

    owner = forms.ChoiceField(label=_("Followed by"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner: Any = self.fields["owner"]
        owner.choices = owner_choices()


class TagBulkForm(forms.Form):
    """Tags for several."""

    tags = forms.CharField(label=_("Tags"), max_length=400, help_text=_("Separated by commas."))

    clean_tags = FollowForm.clean_tags


class NoticesForm(forms.ModelForm[StaffNotices]):
    """Which notices I want."""

    class Meta:
        model = StaffNotices
        fields = ["digest", "immediate"]
