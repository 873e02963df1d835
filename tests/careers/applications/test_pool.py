"""The talent pool as HR uses it, and that an administrator's look is written down like any other."""

import pytest

from accounts.models import User
from careers.applications.models import PoolEntry
from privacy.models import JournalEntry
from tests.accounts.conftest import enrol
from tests.careers.applications import genuine
from tests.careers.applications.conftest import deliver, link_of, post_form
from tests.careers.applications.desk import LIST, address

pytestmark = pytest.mark.django_db(databases=("default", "ledger"))


def test_the_pool_is_a_view_with_a_count_and_a_filter_of_the_list(staff, applied, client, careers):
    hr = staff("rh")
    post_form(
        client,
        careers.offer,
        cv=genuine.plain_pdf(),
        email="alix@example.com",
        last_name="Martinet",
    )
    empty = hr.get(f"{LIST}pool/").content.decode()
    assert "Personne encore" in empty
    # Only by an agreement of its own.
    client.post(link_of(), {"action": "pool"})
    assert not PoolEntry.objects.exists()
    client.post(link_of(), {"action": "pool", "agree": "yes"})
    deliver()

    listed = hr.get(LIST).content.decode()
    assert 'href="/admin/applications/pool/">Vivier <span>1</span>' in " ".join(listed.split())
    inside = hr.get(f"{LIST}?pool=yes").content.decode()
    outside = hr.get(f"{LIST}?pool=no").content.decode()
    assert ("Dupont" in inside, "Martinet" in inside) == (True, False)
    assert ("Dupont" in outside, "Martinet" in outside) == (False, True)

    for words, found in (("dupont", True), ("python", True), ("dupont jardinier", False)):
        page = hr.get(f"{LIST}pool/", {"q": words}).content.decode()
        assert ("camille@example.com" in page) is found, words
    entry = PoolEntry.objects.get()
    download = hr.get(f"{LIST}pool/{entry.pk}/original/")
    assert download.content == genuine.plain_pdf()
    assert entry.short in download["Content-Disposition"]
    assert JournalEntry.objects.filter(action="applications:pool:download").count() == 1
    for role in ("entretien", "marketing", "dpo"):
        assert staff(role).get(f"{LIST}pool/{entry.pk}/original/").status_code == 302


def test_a_superusers_access_is_journalled(applied, sign_in, client, roles):
    chief = User.objects.create_superuser("chief@example.com", "four unrelated words here")
    enrol(chief)
    browser = sign_in(chief)
    assert "Dupont" in browser.get(address(applied)).content.decode()
    browser.get(address(applied, "original/"))
    assert browser.get(f"{LIST}export/").getvalue().startswith(b"PK")
    browser.get(f"{LIST}pool/")
    noted = JournalEntry.objects.filter(actor=chief, action__startswith="applications:")
    assert set(noted.values_list("action", flat=True)) == {
        "applications:administration:read",
        "applications:administration:download",
        "applications:list:export",
        "applications:pool:read",
    }
    # The candidate sees it too.
    assert "Administration," in client.get(link_of()).content.decode()
