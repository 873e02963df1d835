"""Who gets in where: roles by addresses. What is not allowed answers alike, there or not."""

import pytest
from django.test import Client

from outbox.models import Delivery, State

from .conftest import ROLES

pytestmark = pytest.mark.django_db
ALL = set(ROLES)
EDITS = {"redaction", "marketing"}
REPORTS = {"marketing", "administration"}
A = {"administration"}

# Address -> the roles that see it.
MATRIX: dict[str, set[str]] = {
    "/admin/": ALL,
    "/admin/account/": ALL,
    "/admin/account/security/": ALL,
    "/admin/users/": A,
    "/admin/users/new/": A,
    "/admin/groups/": set(),
    "/admin/groups/new/": set(),
    "/admin/sites/": set(),
    "/admin/locales/": set(),
    "/admin/collections/": set(),
    "/admin/pages/": EDITS,
    "/admin/images/": EDITS,
    "/admin/images/add/": EDITS,
    "/admin/documents/": EDITS,
    "/admin/translations/": EDITS,
    "/admin/applications/": {"rh", "entretien"},
    "/admin/applications/board/": {"rh"},
    "/admin/applications/enter/": {"rh"},
    "/admin/applications/export/": {"rh"},
    "/admin/applications/pool/": {"rh"},
    "/admin/applications/readers/": {"rh"},
    "/admin/applications/requests/": {"dpo"},
    "/admin/applications/statistics/": {"rh"},
    "/admin/applications/templates/": {"rh"},
    "/admin/snippets/cms/mainmenu/": {"marketing"},
    "/admin/snippets/cms/mainmenu/add/": {"marketing"},
    "/admin/snippets/cms/footer/": {"marketing"},
    "/admin/snippets/cms/announcementbar/": {"marketing"},
    "/admin/snippets/cms/companyidentity/": {"marketing"},
    "/admin/snippets/careers/team/": {"rh"},
    "/admin/snippets/careers/workplace/": {"rh"},
    "/admin/leads/": {"marketing"},
    "/admin/leads/companies/": {"marketing"},
    "/admin/leads/resources/": {"marketing"},
    "/admin/leads/figures/": {"marketing"},
    "/admin/leads/webhooks/": {"marketing"},
    "/admin/leads/routing/": {"marketing"},
    "/admin/leads/templates/": {"marketing"},
    "/admin/leads/tags/": {"marketing"},
    "/admin/leads/notices/": {"marketing"},
    "/admin/snippets/leads/contactform/": {"marketing"},
    "/admin/snippets/leads/topic/": {"marketing"},
    "/admin/policy/": {"marketing", "dpo"},
    "/admin/policy/publish/": {"marketing", "dpo"},
    "/admin/policy/archive/": {"marketing", "dpo"},
    "/admin/policy/import/": {"marketing", "dpo"},
    "/admin/policy/notices/": {"marketing", "dpo"},
    "/admin/redirects/": {"marketing"},
    "/admin/redirects/add/": {"marketing"},
    "/admin/missing-paths/": {"marketing"},
    "/admin/figures/": EDITS,
    "/admin/campaigns/": {"marketing"},
    "/admin/campaigns/new/": {"marketing"},
    "/admin/campaigns/links/": {"marketing"},
    "/admin/campaigns/words/": {"marketing"},
    "/admin/searchpicks/": {"marketing"},
    "/admin/newsletter/": {"marketing", "dpo"},
    "/admin/newsletter/issues/": {"marketing"},
    "/admin/newsletter/subscribers/": {"marketing", "dpo"},
    "/admin/newsletter/subscribers/find/": {"marketing", "dpo"},
    "/admin/newsletter/subscribers/import/": {"marketing"},
    "/admin/newsletter/queue/": {"marketing", "dpo"},
    "/admin/newsletter/comparisons/": {"marketing", "dpo"},
    "/admin/newsletter/topics/": {"marketing"},
    "/admin/outbox/": A,
    "/admin/workflows/list/": A,
    "/admin/workflows/tasks/index/": A,
    "/admin/reports/locked/": {"marketing"},
    "/admin/reports/workflow/": {"marketing"},
    "/admin/reports/workflow_tasks/": {"marketing"},
    "/admin/reports/site-history/": REPORTS,
    "/admin/reports/aging-pages/": {"marketing"},
    "/admin/reports/page-types-usage/": {"marketing"},
    "/admin/api/main/images/": set(),
    "/admin/api/main/documents/": set(),
    "/admin/failwhale/": set(),
}


def allowed(client: Client, path: str) -> bool:
    response = client.get(path)
    response.getvalue()  # a file that is handed over is open until then
    if response.status_code in (200, 403, 404):
        return response.status_code == 200
    assert response.status_code == 302
    if path == "/admin/pages/" and response.headers["Location"].startswith(path):
        # Straight to where this person's pages are.
        return client.get(response.headers["Location"]).status_code == 200
    # Wagtail leads to the home with a message when it refuses.
    assert response.headers["Location"] == "/admin/"
    return False


@pytest.mark.parametrize("role", ROLES)
def test_each_role_sees_its_own_and_nothing_else(site, person, sign_in, role: str) -> None:
    client = sign_in(person(role, enrolled=True))
    seen = {path for path in MATRIX if allowed(client, path)}
    assert seen == {path for path, roles in MATRIX.items() if role in roles}


@pytest.mark.parametrize("path", MATRIX)
def test_a_visitor_is_led_to_the_door(roles, client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/admin/login/?next=")


MENUS = {
    "redaction": {"Pages", "Images", "Documents", "Aide"},
    "marketing": {"Pages", "Images", "Documents", "Rapports", "Paramètres", "Aide"},
    "rh": {"Listes des offres", "Aide"},
    "entretien": {"Aide"},
    "dpo": {"Aide"},
    "administration": {"Rapports", "Paramètres", "Aide"},
}


@pytest.mark.parametrize("role", ROLES)
def test_the_menu_holds_what_the_role_needs(site, person, sign_in, role: str, rf) -> None:
    from wagtail.admin.menu import admin_menu

    request = rf.get("/admin/")
    request.user = person(role, enrolled=True)
    labels = {str(item.label) for item in admin_menu.menu_items_for_request(request)}
    assert MENUS[role] <= labels
    for other in ("Rapports", "Paramètres", "Pages", "Images", "Documents"):
        assert (other in labels) == (other in MENUS[role]), other


HOMES = {
    "redaction": ("Écrit et corrige les pages", "Premiers pas"),
    "marketing": ("Publie le site", "/admin/redirects/"),
    "rh": ("Publie les offres", "Protégez votre compte"),
    "entretien": ("Lit les candidatures",),
    "dpo": ("Veille sur les données", "attendent une réponse"),
    "administration": ("Inviter un membre de l’équipe", "Invitations expirées"),
}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_has_its_own_home(site, person, sign_in, role: str) -> None:
    client = sign_in(person(role, enrolled=True, last_name=""))
    page = client.get("/admin/").content.decode()
    for own in HOMES[role]:
        assert own in page
    for other, texts in HOMES.items():
        if other != role:
            assert texts[0] not in page
    assert "wagtail.org" not in page


@pytest.mark.parametrize("role", ROLES)
def test_a_home_costs_few_queries(
    site, person, sign_in, role: str, django_assert_max_num_queries
) -> None:
    client = sign_in(person(role, enrolled=True))
    client.get("/admin/")
    with django_assert_max_num_queries(15):
        client.get("/admin/")


def test_administration_is_told_what_was_set_aside_and_led_there(site, person, sign_in) -> None:
    client = sign_in(person("administration", enrolled=True))
    assert "À remettre en ordre" not in client.get("/admin/").content.decode()
    Delivery.objects.create(channel="email", state=State.SET_ASIDE)
    assert 'href="/admin/outbox/?state=set_aside"' in client.get("/admin/").content.decode()
