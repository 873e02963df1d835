"""Inviting a staff member and changing their account. Roles are chosen, never raw groups or rights."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts import declarations
from accounts.models import User
from accounts.queries import role_slugs


def role_choices() -> list[tuple[str, Any]]:
    """Each role with what it is for."""
    return [
        (
            role.slug,
            format_html("<span><strong>{}</strong> – {}</span>", role.name, role.description),
        )
        for role in declarations.roles()
    ]


class StaffForm(forms.ModelForm[User]):
    """An account and its roles. Nobody changes their own roles here: the field is then not there."""

    required_css_class = "required"

    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=role_choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A role counts at the person's next click."),
        error_messages={"required": _("Choose at least one role.")},
    )

    class Meta:
        model = User
        fields = ("email", "first_name", "last_name")
        error_messages = {
            "email": {
                "unique": _("This address has an account already."),
                "invalid": _("Enter a complete e-mail address, for example name@example.com."),
            }
        }

    def __init__(self, *args: Any, editing_self: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name"):
            self.fields[name].required = True
        if self.instance.pk:
            self.fields["roles"].initial = sorted(role_slugs(self.instance))
        if editing_self:
            del self.fields["roles"]

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].strip().lower()
        if User.objects.filter(email=email).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("This address has an account already."), code="unique")
        return email
