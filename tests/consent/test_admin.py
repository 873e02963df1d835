"""The screens about trackers: who sees which, and what may be entered."""

import pytest
from cookie_consent.models import Cookie, CookieGroup
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.services import set_roles
from consent import checks, trackers
from consent.models import Activation, PanelPicture, PanelVersion, Receipt, UndeclaredTracker
from consent.panel import current_version

pytestmark = pytest.mark.django_db
SCREENS = {
    "/admin/trackers/services/": {"marketing", "dpo"},
    "/admin/trackers/services/meta/": {"marketing"},
    "/admin/trackers/services/nothing/": set(),
    "/admin/trackers/groups/": {"marketing", "dpo"},
    "/admin/trackers/undeclared/": {"marketing", "dpo"},
    "/admin/trackers/panel/": {"dpo"},
    "/admin/trackers/panel/1/": {"dpo"},
    "/admin/trackers/receipts/": {"dpo"},
}


@pytest.fixture
def staff(db, settings):
    """`staff("dpo")`: a client signed in with this role, second factor and all."""
    settings.MIDDLEWARE = [
        name for name in settings.MIDDLEWARE if not name.startswith("accounts.middleware.")
    ]
    call_command("apply_roles", verbosity=0, stdout=_Silence())

    def sign_in(*roles: str) -> Client:
        user = User.objects.create_user(f"{'-'.join(roles)}@example.com", "a long password")
        set_roles(by=None, user=user, roles=list(roles))
        client = Client()
        client.force_login(user)
        return client

    return sign_in


class _Silence:
    def write(self, text):
        return len(text)

    def flush(self):
        """Nothing waits."""

    def isatty(self):
        return False


@pytest.mark.parametrize("role", ["redaction", "marketing", "rh", "dpo", "administration"])
def test_each_role_sees_its_own_screens(staff, switch_on, role):
    switch_on("youtube")
    current_version()
    client = staff(role)
    seen = {path for path in SCREENS if client.get(path).status_code == 200}
    assert seen == {path for path, roles in SCREENS.items() if role in roles}


def test_what_exists_and_what_does_not_look_alike_to_those_without_rights(staff, switch_on):
    switch_on("youtube")
    version = current_version()
    picture = PanelPicture.objects.create(
        version=version, language="fr", width=360, image=b"\x89PNG", sha256="0" * 64
    )
    client = staff("marketing")
    for there, not_there in (
        (f"/admin/trackers/panel/picture/{picture.pk}/", "/admin/trackers/panel/picture/99999/"),
        ("/admin/trackers/panel/1/", "/admin/trackers/panel/99/"),
    ):
        assert client.get(there).status_code == client.get(not_there).status_code
    reply = staff("dpo").get(f"/admin/trackers/panel/picture/{picture.pk}/")
    assert (reply.status_code, reply.content) == (200, b"\x89PNG")
    assert "no-store" in reply["Cache-Control"]


GOOD = {"identifier": "G-AB12CD34EF", "checked_on": "2026-11-20", "switched_on": "on"}


def test_marketing_switches_a_service_on_and_off(staff):
    client = staff("marketing")
    path = "/admin/trackers/services/google-analytics/"
    assert client.post(path, GOOD).status_code == 302
    (on,) = trackers.switched_on()
    assert (on.slug, on.identifier) == ("google-analytics", "G-AB12CD34EF")
    assert trackers.facts()[0]["checked"] == "2026-11-20"
    assert "Attend" in client.get("/admin/trackers/services/").content.decode()
    trackers.set_named_services(lambda: frozenset({"google-analytics"}))
    assert "Se charge" in client.get("/admin/trackers/services/").content.decode()
    client.post(path, {**GOOD, "switched_on": ""})
    assert trackers.switched_on() == []


@pytest.mark.parametrize(
    ("slug", "changes"),
    [
        ("google-analytics", {"identifier": ""}),
        ("google-analytics", {"identifier": "UA-1"}),
        ("google-analytics", {"identifier": '"><script>'}),
        ("google-analytics", {"checked_on": ""}),
        ("google-analytics", {"checked_on": "soon"}),
        ("matomo", {"identifier": "1", "host": ""}),
        ("matomo", {"identifier": "1", "host": "https://stats.example.com/"}),
        ("matomo", {"identifier": "1", "host": "'unsafe-inline'"}),
        ("matomo", {"identifier": "1", "host": "stats.example.com *"}),
        ("recaptcha", {}),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(staff, slug, changes):
    reply = staff("marketing").post(f"/admin/trackers/services/{slug}/", {**GOOD, **changes})
    assert reply.status_code == 200
    assert reply.context["form"].errors
    assert not Activation.objects.filter(switched_on=True).exists()


def test_matomo_is_asked_at_the_host_that_was_entered(staff):
    staff("marketing").post(
        "/admin/trackers/services/matomo/",
        {**GOOD, "identifier": "1", "host": "Stats.Example.com"},
    )
    (on,) = trackers.switched_on()
    assert on.sources["script-src"] == ("https://stats.example.com",)


def test_the_library_keeps_the_groups_and_cookies_in_step(switch_on):
    assert list(CookieGroup.objects.values_list("varname", flat=True)) == [
        "essential",
        "performance",
        "advertising",
        "third-parties",
    ]
    assert Cookie.objects.filter(cookiegroup__varname="essential", name="__Host-consent").exists()
    switch_on("google-analytics")
    names = Cookie.objects.filter(cookiegroup__varname="performance").values_list("name", flat=True)
    assert set(names) == {"_ga", "_ga_*"}
    Activation.objects.get().delete()
    assert not Cookie.objects.filter(cookiegroup__varname="performance").exists()


def test_a_host_is_taken_off_the_list(staff):
    today = timezone.now().date()
    row = UndeclaredTracker.objects.create(
        host="tracker.example", directive="script-src-elem", first_day=today, last_day=today
    )
    client = staff("marketing")
    assert "tracker.example" in client.get("/admin/trackers/undeclared/").content.decode()
    forget = f"/admin/trackers/undeclared/{row.pk}/forget/"
    assert staff("dpo").post(forget).status_code in (302, 403)
    assert UndeclaredTracker.objects.exists()
    client.post(forget)
    assert not UndeclaredTracker.objects.exists()


def test_the_dpo_finds_the_receipt_that_somebody_quotes(staff, switch_on):
    switch_on("youtube")
    receipt = Receipt.objects.create(
        number="B" * 22,
        panel=current_version(),
        verdicts={"third-parties": {"youtube": True}},
        policy_version="1.13",
        made_at=timezone.now(),
    )
    page = staff("dpo").get("/admin/trackers/receipts/", {"number": receipt.number})
    text = page.content.decode()
    assert "youtube – accepté" in text
    assert "1.13" in text
    assert PanelVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("COOKIE_CONSENT_OPT_OUT", True, "consent.E001"),
        ("COOKIE_CONSENT_LOG_ENABLED", True, "consent.E002"),
        ("MIDDLEWARE", ["cookie_consent.middleware.CleanCookiesMiddleware"], "consent.E003"),
    ],
)
def test_what_would_let_the_library_decide_fails_the_check(settings, name, value, code):
    assert checks.check_library() == []
    setattr(settings, name, value)
    assert [message.id for message in checks.check_library()] == [code]
