"""The pages for what went wrong: right language, site's design, also without a database."""

import re

import pytest
from django.test import override_settings
from django.urls import path

from config import errors

STATUSES = (400, 403, 404, 413, 429, 500, 503)


def broken(request):
    raise ZeroDivisionError("a secret of somebody")


def unreachable(request):
    from django.db import OperationalError

    raise OperationalError("could not connect to 10.1.2.3")


def forbidden(request):
    from django.core.exceptions import PermissionDenied

    raise PermissionDenied


urlpatterns = [
    path("broken/", broken),
    path("en/broken/", broken),
    path("unreachable/", unreachable),
    path("en/unreachable/", unreachable),
    path("forbidden/", forbidden),
    path("en/forbidden/", forbidden),
    *__import__("config.urls", fromlist=["urlpatterns"]).urlpatterns,
]
for name in ("400", "403", "404", "500"):
    globals()[f"handler{name}"] = getattr(
        __import__("config.urls", fromlist=["x"]), f"handler{name}"
    )


@pytest.fixture
def visitor(client):
    client.raise_request_exception = False
    with override_settings(ROOT_URLCONF=__name__):
        yield client


def heading(html):
    found = re.findall(r"<h1[^>]*>(.*?)</h1>", html, re.S)
    assert len(found) == 1
    return found[0].strip()


@pytest.mark.parametrize("status", STATUSES)
def test_each_page_speaks_both_languages(status):
    """Rendered with the database out of reach (no `db` mark: a query would fail the test)."""
    french, english = errors.plain(status, "fr"), errors.plain(status, "en")
    assert '<html lang="fr"' in french
    assert '<html lang="en"' in english
    assert heading(french) != heading(english)
    assert 'href="/recherche/"' in french
    assert 'href="/en/search/"' in english


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"),
    [("broken/", 500), ("unreachable/", 503), ("forbidden/", 403), ("nowhere-at-all/", 404)],
)
def test_the_language_is_that_of_the_address(visitor, address, status):
    for prefix, language in (("/", "fr"), ("/en/", "en")):
        response = visitor.get(prefix + address, headers={"accept-language": "de, en;q=0.5"})
        assert response.status_code == status
        html = response.content.decode()
        assert f'<html lang="{language}' in html
        assert heading(html) == heading(errors.plain(status, language))
        assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_an_error_page_says_nothing_of_the_error(visitor):
    for address in ("/broken/", "/unreachable/"):
        html = visitor.get(address).content.decode()
        assert "secret" not in html
        assert "10.1.2.3" not in html
        assert "Traceback" not in html


@pytest.mark.django_db
def test_an_outage_says_when_to_come_back(visitor):
    assert visitor.get("/unreachable/")["Retry-After"].isdigit()


def test_a_404_without_a_database_is_plain(rf, monkeypatch):
    from django.db import OperationalError

    def gone(*args, **kwargs):
        raise OperationalError("gone")

    real = errors.render_to_string
    monkeypatch.setattr(
        errors,
        "render_to_string",
        lambda name, context, *rest: (
            gone() if context["layout"] == errors.FULL else real(name, context)
        ),
    )
    response = errors.page_not_found(rf.get("/en/x/"), Exception())
    assert response.status_code == 404
    assert heading(response.content.decode()) == heading(errors.plain(404, "en"))


def test_a_page_that_cannot_be_rendered_still_answers(monkeypatch):
    monkeypatch.setattr(errors, "plain", lambda *args: 1 / 0)
    response = errors.answer(500, "/")
    assert response.status_code == 500
    assert b"<h1>" in response.content
