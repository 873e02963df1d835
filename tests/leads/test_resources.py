"""The resource library: contents before the form, files and versions, the filtered list, views."""

import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from leads import page_views
from leads.models import (
    DailyCount,
    Person,
    ResourcePage,
    ResourceRequest,
    ResourceVersion,
    Topic,
)
from leads.services.files import NotSuch, add_version
from outbox.models import Delivery
from tests.leads.conftest import WHO, content, link_in

pytestmark = pytest.mark.django_db
BROWSER = {"user-agent": "Mozilla/5.0 Firefox/140"}


def test_the_contents_stand_before_the_form_and_the_worker_draws_the_cover(
    client, resource, post_office
):
    post_office()
    html = client.get(resource.url).content.decode()
    assert html.index("Compter ses canaux") < html.index('name="email"')
    version = ResourceVersion.objects.get()
    assert version.pages == 2
    assert version.cover.width == 900
    assert "2\u00a0pages" in html or "2 pages" in html
    assert 'name="company"' not in html


def test_a_resource_without_a_file_takes_no_request(client, shelf):
    page = ResourcePage(title="À venir", slug="a-venir", locale=shelf.locale)
    shelf.add_child(instance=page)
    html = client.get(page.url).content.decode()
    assert "en préparation" in html
    assert 'name="email"' not in html
    assert client.post(page.url, WHO).status_code == 200
    assert not ResourceRequest.objects.exists()


def test_a_new_version_is_told_to_those_who_agreed_and_to_nobody_else(
    client, ask, post_office, resource, staff
):
    ask(wants_versions="on")
    ask(email="no@autre.example")
    ask(email="objects@autre.example", wants_versions="on")
    Person.objects.filter(email="objects@autre.example").update(no_marketing=True)
    post_office().clear()
    files = f"/admin/leads/resources/{resource.pk}/"
    staff.post(files, {"file": ContentFile(b"PK\x03\x04 2", name="v2.zip"), "note": "Chapitre 5"})
    version = ResourceVersion.objects.get(number=2)
    for _time in range(2):
        staff.post(f"/admin/leads/resources/announce/{version.pk}/")
    (mail,) = post_office()
    assert mail.to == [WHO["email"]]
    assert "Chapitre 5" in mail.body
    path = client.post(link_in(mail))["Location"]
    assert content(client.get(path)) == b"PK\x03\x04 2"
    stop = re.search(r"http://localhost:8000(/ressource/plus-d-avis/\S+/)", mail.body).group(1)
    assert f"<http://localhost:8000{stop}>" == mail.extra_headers["List-Unsubscribe"]
    assert client.get(stop).status_code == 200
    assert ResourceRequest.objects.filter(wants_versions=True, person__no_marketing=False).exists()
    client.post(stop, {"List-Unsubscribe": "One-Click"})
    assert not ResourceRequest.objects.filter(
        wants_versions=True, person__no_marketing=False
    ).exists()
    assert client.post("/ressource/plus-d-avis/forged/").status_code == 404


@pytest.mark.parametrize(
    ("name", "begin"),
    [("a.exe", b"MZ"), ("a.pdf", b"PK\x03\x04"), ("a", b"%PDF-"), ("a.pdf", b" %PDF-1.7")],
)
def test_what_is_not_what_it_says_is_not_taken(resource, name, begin):
    with pytest.raises(NotSuch):
        add_version(page=resource, file=ContentFile(begin, name=name))


def test_a_pdf_that_cannot_be_read_is_set_aside_and_the_page_lives(client, resource, post_office):
    add_version(page=resource, file=ContentFile(b"%PDF-1.7 nothing", name="x.pdf"))
    post_office()
    assert Delivery.objects.get(channel="leads.files", state="set_aside")
    assert client.get(resource.url).status_code == 200


def test_the_file_goes_with_its_page(resource, post_office):
    name = ResourceVersion.objects.get().file.name
    assert storages["private"].exists(name)
    resource.delete()
    post_office()
    assert not storages["private"].exists(name)


def test_the_list_is_filtered_by_kind_topic_and_language(client, shelf, resource):
    topic = Topic.objects.create(name="Canaux", slug="canaux", locale=shelf.locale)
    resource.topics.set([topic])
    resource.save()
    other = ResourcePage(title="Une étude", slug="etude", kind="study", locale=shelf.locale)
    shelf.add_child(instance=other)
    assert "Un guide" in client.get(shelf.url).content.decode()
    only = client.get(f"{shelf.url}?type=study").content.decode()
    assert "Une étude" in only
    assert "Un guide" not in only
    assert "Une étude" not in client.get(f"{shelf.url}?sujet=canaux").content.decode()
    for odd in ("?type=x", "?langue=zz", "?p=99"):
        assert "Un guide" in client.get(f"{shelf.url}{odd}").content.decode()


def test_views_are_counted_without_cookie_and_machines_are_not_people(client, resource):
    for _time in range(3):
        seen = client.get(resource.url, headers=BROWSER)
        assert not seen.cookies
    client.get(resource.url, headers={"user-agent": "Googlebot/2.1"})
    page_views.views.write()
    assert DailyCount.objects.get(kind="view").number == 3


def test_the_timeline_shows_what_was_asked_for(staff, ask):
    ask()
    html = staff.get(f"/admin/leads/{Person.objects.get().pk}/").content.decode()
    assert "Un guide" in html
