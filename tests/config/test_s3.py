"""Files in an S3-compatible store: the same site, and nothing of it public there."""

import json
from types import SimpleNamespace
from unittest.mock import Mock

import boto3
import pytest
from botocore.config import Config

from config.management.commands.make_buckets import is_missing
from tests.s3 import serving, settings_for

pytestmark = pytest.mark.xdist_group("s3")


@pytest.fixture(scope="module")
def store():
    with serving() as store:
        yield store


@pytest.fixture(scope="module")
def site(make_site, store):
    server = make_site(**settings_for(store))
    server.manage("make_buckets")
    return server


def python(site, code):
    return site.manage("shell", "-v0", "-c", code).strip()


def test_buckets_are_made_once(site, store):
    assert set(store.buckets) >= {"media", "private"}
    assert site.manage("make_buckets") == ""


def test_media_lie_in_the_bucket_and_come_from_our_own_host(site, store):
    code = (
        "from django.core.files.storage import default_storage as s;"
        "from django.core.files.base import ContentFile;"
        "n = s.save('images/photo one.svg', ContentFile(b'<svg/>')); print(n, s.url(n))"
    )
    name, url = python(site, code).rsplit(" ", 1)
    assert url.startswith("/media/images/photo")
    assert store.buckets["media"][name][0] == b"<svg/>"
    reply = site.get(url)
    assert (reply.status, reply.body) == (200, b"<svg/>")
    assert reply["Content-Type"] == "image/svg+xml"
    assert "immutable" in reply["Cache-Control"]
    assert "sandbox" in reply["Content-Security-Policy"]
    assert reply["Location"] is None
    again = site.get(url, If_Modified_Since=reply["Last-Modified"])
    assert (again.status, again.body) == (304, b"")


def test_private_files_have_no_address(site, store):
    code = (
        "from django.core.files.storage import storages; s = storages['private'];"
        "from django.core.files.base import ContentFile;"
        "n = s.save('cv/one', ContentFile(b'secret')); print(n); print(s.open(n).read());"
        "\ntry:\n    s.url(n)\nexcept Exception as e:\n    print(type(e).__name__)"
    )
    name, content, refused = python(site, code).splitlines()[-3:]
    assert content == "b'secret'"
    assert refused == "NoAddress"
    assert name in store.buckets["private"]
    assert name not in store.buckets["media"]
    for address in (f"/media/{name}", f"/media/private/{name}", f"/static/{name}"):
        reply = site.get(address)
        assert reply.status in {301, 404}
        assert b"secret" not in reply.body


def test_a_store_that_is_away_shows_in_readyz_and_only_there(site, store):
    store.failing = True
    try:
        parts = json.loads(site.get("/readyz").body)["parts"]
        assert parts["storage"] == "failing"
        assert parts["database"] == "ok"
        assert site.get("/").status == 200
        assert site.get("/media/images/any.jpg").status == 503
    finally:
        store.failing = False
    assert json.loads(site.get("/readyz").body)["parts"]["storage"] == "ok"


def test_a_store_that_is_only_just_starting_is_waited_for(store):
    client = boto3.client(
        "s3",
        endpoint_url=store.url,
        region_name="us-east-1",
        aws_access_key_id="key",
        aws_secret_access_key="secret",
        config=Config(retries={"total_max_attempts": 1}),
    )
    waited = []

    def pause(seconds: float) -> None:
        waited.append(seconds)
        store.failing = len(waited) < 3

    store.failing = True
    assert is_missing(client, "brand-new", pause=pause)
    assert waited == [1, 1, 1]
    # One that refuses is no such store.
    denied = client.exceptions.ClientError(
        {"Error": {"Code": "403"}, "ResponseMetadata": {"HTTPStatusCode": 403}}, "HeadBucket"
    )
    refusing = SimpleNamespace(head_bucket=Mock(side_effect=denied))
    with pytest.raises(client.exceptions.ClientError):
        is_missing(refusing, "media", pause=pause)
    assert len(waited) == 3
