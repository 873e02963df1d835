"""Forms at the doors of the admin and on the security page."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.forms import SetPasswordForm as DjangoSetPasswordForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User

if TYPE_CHECKING:
    _SetPasswordForm = DjangoSetPasswordForm[User]
else:
    _SetPasswordForm = DjangoSetPasswordForm


class SignInForm(AuthenticationForm):
    """Address and password. Unknown, disabled and mistyped get the same answer."""

    username = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True}),
        error_messages={
            "required": _("Enter your e-mail address, for example name@example.com."),
            "invalid": _("Enter a complete e-mail address, for example name@example.com."),
        },
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=4096,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Enter your password.")},
    )

    error_messages = {
        "invalid_login": _(
            "Check the address and the password: they do not open an account together."
        ),
        "inactive": _("Check the address and the password: they do not open an account together."),
        "no_role": _("Your account has no role yet. Ask the administration of the site for one."),
    }

    def confirm_login_allowed(self, user: Any) -> None:
        super().confirm_login_allowed(user)
        if not user.has_perm("wagtailadmin.access_admin"):
            raise ValidationError(self.error_messages["no_role"], code="no_role")


class CodeForm(forms.Form):
    """The phone's six digits, or one of the recovery codes."""

    code = forms.CharField(
        label=_("Code"),
        max_length=32,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "autofocus": True,
                "spellcheck": "false",
            }
        ),
        error_messages={"required": _("Enter the code your phone shows now.")},
    )


class SetPasswordForm(_SetPasswordForm):
    """A new password, typed twice."""

    error_messages = {"password_mismatch": _("Type the same password in both fields.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first, second = self.fields["new_password1"], self.fields["new_password2"]
        first.label = _("New password")
        first.help_text = _("At least 12 characters. Three or four unrelated words do well.")
        second.label = _("The same password again")
        second.help_text = ""
        first.error_messages["required"] = _("Choose a password of at least 12 characters.")
        second.error_messages["required"] = _("Type the same password again.")


class ResetForm(forms.Form):
    """The address to which a reset link is sent."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True}),
        error_messages={
            "required": _("Enter your e-mail address, for example name@example.com."),
            "invalid": _("Enter a complete e-mail address, for example name@example.com."),
        },
    )


class ConfirmForm(forms.Form):
    """An act on one's own security, confirmed with the password."""

    password = forms.CharField(
        label=_("Your password"),
        max_length=4096,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Enter your password to confirm.")},
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise ValidationError(_("This is not your password. Type it again."), code="wrong")
        return password
