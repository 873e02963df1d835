"""Addresses under /admin/ that stand before Wagtail's own, so that no door leads around them."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from accounts.views import account, codes, invitations, passwords, sign_in
from accounts.views.entrance import entrance
from accounts.views.home import HomeView

urlpatterns = [
    path("", never_cache(require_admin_access(HomeView.as_view())), name="wagtailadmin_home"),
    path("login/", sign_in.sign_in, name="wagtailadmin_login"),
    # Where Wagtail leads from a page kept for signed-in people or for a role: the same door.
    path("login/", sign_in.sign_in, name="wagtailcore_login"),
    path("second-factor/", codes.ask_code, name="accounts_code"),
    path("second-factor/set-up/", codes.enrol, name="accounts_enrol"),
    path("second-factor/codes/", codes.show_codes, name="accounts_codes"),
    path("second-factor/codes.txt", codes.download_codes, name="accounts_codes_download"),
    path("invitation/<int:pk>/<str:token>/", invitations.invited, name="accounts_invitation"),
    path("password_reset/", passwords.ask_reset, name="wagtailadmin_password_reset"),
    path("password_reset/done/", passwords.reset_asked, name="wagtailadmin_password_reset_done"),
    path(
        "password_reset/confirm/<uidb64>/<token>/",
        entrance(passwords.ChoosePasswordView.as_view()),
        name="wagtailadmin_password_reset_confirm",
    ),
    path(
        "password_reset/complete/",
        passwords.reset_done,
        name="wagtailadmin_password_reset_complete",
    ),
    path(
        "account/",
        entrance(require_admin_access(account.AccountView.as_view())),
        name="wagtailadmin_account",
    ),
    path(
        "account/security/",
        entrance(require_admin_access(account.SecurityView.as_view())),
        name="accounts_security",
    ),
]
