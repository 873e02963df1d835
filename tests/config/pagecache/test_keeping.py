"""Which answers are kept, for whom, and what they look like."""

import gzip
import re
from io import BytesIO
from types import SimpleNamespace

import brotli
import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from config.bridge import Answer, environ
from config.pagecache.store import Kept, Store
from consent import trackers
from consent.models import Activation

PAGES = ["/", "/a-propos/", "/actualites/", "/en/"]


def test_a_kept_page_costs_no_query_and_differs_for_nobody(site, visitor):
    first = visitor.get("/a-propos/")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        for query, cookie in [
            ("", ""),
            ("?utm_source=x&gclid=1", ""),
            ("?whatever", "_ga=GA1.2.3; a=b"),
        ]:
            reply = visitor.get(f"/a-propos/{query}", cookie=cookie)
            assert visitor.kept
            assert reply.content == first.content
            assert reply["ETag"] == first["ETag"]
    assert len(asked) == 0


@pytest.mark.parametrize("path", ["/", "/société/", "/\ufffd\ufffd/", "/a b/", "/%zz"])
def test_django_reads_an_address_as_the_server_does(path):
    scope = SimpleNamespace(
        method="GET", path=path, query_string="", http_version="1.1", scheme="http",
        client="127.0.0.1:1", server="127.0.0.1:2", headers={"host": "localhost"}, authority="",
    )  # fmt: skip
    assert WSGIRequest(environ(scope, BytesIO(), 0)).path_info == path


def test_an_address_with_accents_is_kept_as_the_server_reads_it(site, visitor, store):
    site.about.slug = "société"
    site.about.save_revision().publish()
    assert visitor.get("/soci%C3%A9t%C3%A9/").status_code == 200
    assert "/société/" in {place[2] for place in store.arguments}
    assert visitor.keeps("/soci%C3%A9t%C3%A9/")


def test_arguments_that_a_page_reads_are_told_apart(site, visitor):
    plain = visitor.get("/actualites/")
    assert visitor.get("/actualites/?categorie=produit").content != plain.content
    assert not visitor.kept
    visitor.get("/actualites/?categorie=produit&utm_source=x")
    assert visitor.kept
    plain = visitor.get("/recherche/?q=console")
    packed = visitor.get("/recherche/?q=console", accept_encoding="gzip, br")
    assert not visitor.kept  # what people search for is not kept
    assert (packed["Content-Encoding"], packed["ETag"]) == ("br", plain["ETag"])
    assert brotli.decompress(packed.content) == plain.content
    assert "Accept-Encoding" in plain["Vary"]
    packed = visitor.get("/recherche/?q=console", accept_encoding="gzip")
    assert gzip.decompress(packed.content) == plain.content


def test_it_is_packed_once_and_validated(site, visitor):
    plain = visitor.get("/a-propos/").content
    packed = visitor.get("/a-propos/", accept_encoding="gzip, br")
    assert packed["Content-Encoding"] == "br"
    assert brotli.decompress(packed.content) == plain
    assert gzip.decompress(visitor.get("/a-propos/", accept_encoding="gzip").content) == plain
    assert visitor.get("/a-propos/", accept_encoding="br;q=0").content == plain
    assert packed["Cache-Control"] == "max-age=0"
    assert "CDN-Cache-Control" not in packed
    assert packed["Vary"] == "Accept-Encoding"
    again = visitor.get("/a-propos/", if_none_match=packed["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again["Content-Security-Policy"] == packed["Content-Security-Policy"]
    assert visitor.get("/a-propos/", method="head").status_code == 200


def test_nothing_of_staff_enters_and_staff_get_nothing_of_it(site, visitor):
    admin = Client(HTTP_HOST="localhost")
    admin.force_login(
        User.objects.create_superuser("chef@example.com", "four unrelated words here")
    )
    for path in PAGES:
        assert "Cache-Status" not in admin.get(path).headers
        visitor.get(path)
        assert not visitor.kept, path  # what staff were shown was not kept
        visitor.get(path)
        assert visitor.kept, path
        assert "Cache-Status" not in admin.get(path).headers
    for private in (
        "/admin/login/",
        "/nowhere/",
        "/healthz",
        "/confirmation/abcDEF123456ghiJKL789/",
    ):
        visitor.get(private)
        visitor.get(private)
        assert not visitor.kept, private


@pytest.mark.parametrize(
    "header",
    [{"x-forwarded-host": "localhost"}, {"authorization": "Basic x"}, {"content-length": "3"}],
)
def test_what_is_unusual_is_left_to_django(site, visitor, header):
    visitor.get("/")
    visitor.get("/", **header)
    assert not visitor.kept


@pytest.fixture
def tracker(site):
    named = [*trackers._named]
    Activation.objects.create(service="youtube", switched_on=True)
    trackers.set_named_services(lambda: frozenset({"youtube"}))
    yield
    trackers._named[:] = named
    trackers.forget()


def test_each_choice_gets_its_own_policy(tracker, visitor):
    host = "https://www.youtube-nocookie.com"
    narrow = visitor.get("/")
    assert host not in narrow["Content-Security-Policy"]
    visitor.get("/")
    assert visitor.kept
    # A cookie that is not ours is answered with the narrow policy, and never kept.
    forged = visitor.get("/", cookie="consent=third-parties~youtube~x~y~z")
    assert "no-store" in forged["Cache-Control"]
    assert host not in forged["Content-Security-Policy"]
    agreed = decide("accept")
    for _ in range(2):
        wide = visitor.get("/", cookie=agreed)
        assert host in wide["Content-Security-Policy"]
        assert wide["ETag"] != narrow["ETag"]
        assert wide.content == narrow.content
    assert visitor.kept
    refused = visitor.get("/", cookie=agreed, sec_gpc="1")
    assert host not in refused["Content-Security-Policy"]
    assert host not in Client(HTTP_HOST="localhost").get("/")["Content-Security-Policy"]
    # Switched off: every page loses its panel.
    Activation.objects.update(switched_on=False)
    assert host not in visitor.get("/", cookie=agreed)["Content-Security-Policy"]


@pytest.mark.parametrize("verdict", ["accept", "refuse"])
def test_each_visitor_who_has_decided_gets_the_page_that_is_kept(tracker, visitor, store, verdict):
    visitor.get("/", cookie=decide(verdict))
    made = store.figures.kept
    for _visitor in range(3):
        reply = visitor.get("/", cookie=decide(verdict))
        assert visitor.kept
        host = "https://www.youtube-nocookie.com"
        assert (host in reply["Content-Security-Policy"]) == (verdict == "accept")
    assert store.figures.kept == made


def test_a_choice_is_looked_up_once(tracker, visitor):
    visitor.get("/", cookie=decide("accept"))
    cookie = decide("accept")
    visitor.get("/", cookie=cookie)
    with CaptureQueriesContext(connection) as asked:
        visitor.get("/", cookie=cookie)
    assert visitor.kept
    assert len(asked) == 0


def decide(verdict: str) -> str:
    """Another visitor's choice; the cookie."""
    client = Client(HTTP_HOST="localhost")
    panel = re.search(r'name="panel" value="(\w{64})"', client.get("/").content.decode())[1]
    token = client.get("/consent/token/").json()["token"]
    data = {"panel": panel, "verdict": verdict, "scope": "asked", "token": token, "next": "/"}
    client.post("/cookies/choice/", data)
    return f"consent={client.cookies['consent'].value}"


def test_a_page_seen_to_read_more_is_not_kept_at_the_address_of_less():
    store, place = Store(limit=100_000), (False, "h", "/liste/")
    kept = Kept("e", {"": Answer(200, [], b"x")}, Answer(304, []), until=4e9)
    store.put((place, (("p", "2"),), ""), kept, frozenset({"t*"}), frozenset({"p"}))
    # Made before that was known, perhaps for ?p=3.
    store.put((place, (), ""), kept, frozenset({"t*"}), frozenset())
    assert store.get((place, (), "")) is None
    assert store.arguments[place] == {"p"}


def test_the_store_is_bounded_and_drops_the_oldest():
    store = Store(limit=100_000)
    for number in range(50):
        kept = Kept("e", {"": Answer(200, [], b"x" * 4_000)}, Answer(304, []), until=4e9)
        tags = frozenset({f"t#{number}", "t*"})
        store.put(((False, "h", f"/{number}"), (), ""), kept, tags, frozenset())
        store.get(((False, "h", "/0"), (), ""))
    assert store.size <= 100_000
    assert store.get(((False, "h", "/0"), (), "")) is not None
    assert store.get(((False, "h", "/1"), (), "")) is None
    store.forget({"t#0"})
    assert store.get(((False, "h", "/0"), (), "")) is None
    store.forget({"t*"})
    assert (len(store), store.size) == (0, 0)
