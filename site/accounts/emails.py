"""E-mails to staff. The outbox calls these at delivery, so links are made then and stored nowhere."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from outbox.mail import Mail

if TYPE_CHECKING:
    from accounts.models import User


def invitation(user: "User") -> Mail | None:
    """The link with which an invited person chooses a password; None when it was used or withdrawn."""
    invited = getattr(user, "invitation", None)
    if invited is None or not invited.is_open:
        return None
    with translation.override(language_of(user)):
        link = address("accounts_invitation", invited.pk, invited.token)
        expires = timezone.localtime(invited.expires_at)
        context = {"link": link, "expires": expires}
        return _mail(user, _("Your access to the Dimelo site"), "invitation", context)


def password_reset(user: "User") -> Mail | None:
    """The link with which a person chooses a new password; None for an account not in use."""
    if not user.is_active or not user.has_usable_password():
        return None
    with translation.override(language_of(user)):
        uid = urlsafe_base64_encode(force_bytes(user.pk))
        token = default_token_generator.make_token(user)
        context = {
            "link": address("wagtailadmin_password_reset_confirm", uid, token),
            "hours": settings.PASSWORD_RESET_TIMEOUT // 3600,
        }
        return _mail(user, _("Choose a new password"), "password_reset", context)


def password_changed(user: "User") -> Mail:
    """Notice that the password was replaced."""
    with translation.override(language_of(user)):
        context = {"link": address("wagtailadmin_password_reset")}
        return _mail(user, _("Your password was changed"), "password_changed", context)


def second_factor_changed(user: "User", enrolled: bool) -> Mail:
    """Notice that a phone was enrolled, or that the second factor was taken away."""
    with translation.override(language_of(user)):
        subject = _("Second factor set up") if enrolled else _("Second factor removed")
        return _mail(user, subject, "second_factor_changed", {"enrolled": enrolled})


def language_of(user: "User") -> str:
    """The language this person chose for the admin, else the site's first."""
    profile = getattr(user, "wagtail_userprofile", None)
    return getattr(profile, "preferred_language", "") or settings.LANGUAGE_CODE


def address(name: str, *args: Any) -> str:
    """The full address of a screen of the admin."""
    return settings.SITE_URL + reverse(name, args=args)


def _mail(user: "User", subject: str, template: str, context: dict[str, Any]) -> Mail:
    text = render_to_string(f"accounts/mail/{template}.txt", context)
    return Mail(to=user.email, subject=subject, text=text, language=translation.get_language())
