"""The staff member. Visitors never have an account here."""

import secrets
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Creates staff by e-mail address, which is the login."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A staff member with this address; without a password the account waits for an invitation."""
        if not email:
            raise ValueError("A staff member needs an e-mail address.")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


def new_session_mark() -> str:
    """A value nobody can guess: sessions opened under another one are over."""
    return secrets.token_hex(16)


class User(AbstractBaseUser, PermissionsMixin):
    """A person of the company who works in the admin."""

    email = models.EmailField(_("e-mail address"), unique=True)
    first_name = models.CharField(_("first name"), max_length=150, blank=True)
    last_name = models.CharField(_("last name"), max_length=150, blank=True)
    is_active = models.BooleanField(
        _("active"),
        default=True,
        help_text=_("An account that is not active is signed out at once and cannot sign in."),
    )
    date_joined = models.DateTimeField(_("member since"), default=timezone.now, editable=False)
    session_mark = models.CharField(max_length=32, default=new_session_mark, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("staff member")
        verbose_name_plural = _("staff members")
        permissions = [("view_reports", _("May see the reports about the whole site"))]

    def __str__(self) -> str:
        """A reference: Wagtail's log keeps this text after the account is gone."""
        return gettext("Account %(number)s") % {"number": self.pk}

    def clean(self) -> None:
        self.email = self.email.strip().lower()

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.email

    def get_short_name(self) -> str:
        return self.first_name or self.email

    @property
    def is_staff(self) -> bool:
        """Whether this person may enter the admin (the name other packages look for)."""
        return self.is_active and self.has_perm("wagtailadmin.access_admin")

    def set_password(self, raw_password: str | None) -> None:
        # Whether this takes the place of a password in use; read when the change is announced.
        self.replaces_password = self.pk is not None and self.has_usable_password()
        super().set_password(raw_password)

    replaces_password = False

    def get_session_auth_hash(self) -> str:
        """What a session must carry to stay valid: the password's hash and the session mark."""
        return self._session_hash(settings.SECRET_KEY)

    def get_session_auth_fallback_hash(self) -> Any:
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._session_hash(secret)

    def _session_hash(self, secret: str | bytes) -> str:
        value = f"{self.password}:{self.session_mark}"
        return salted_hmac("accounts.session", value, secret=secret, algorithm="sha256").hexdigest()
