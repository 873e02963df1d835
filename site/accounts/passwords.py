"""What a password must be, and telling its owner when it was replaced."""

from typing import TYPE_CHECKING

from django.contrib.auth.password_validation import MinimumLengthValidator

from outbox.services import send_mail

if TYPE_CHECKING:
    from accounts.models import User


class LengthValidator(MinimumLengthValidator):
    """Django's rule about length. Django calls `password_changed` after every change, by any path:
    the account page, a reset link, the command line."""

    def password_changed(self, password: str, user: "User") -> None:
        if user.replaces_password:
            send_mail(mail="accounts.emails.password_changed", about=user)
