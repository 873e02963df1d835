"""Where CVs lie: in an S3 store as on disk; and nothing anywhere of an upload that was broken off."""

import json
import os
import re
import signal
import socket
from pathlib import Path

import pytest
from django.core.management import call_command

from careers.applications.models import ApplicationFile
from careers.applications.services import candidates
from careers.applications.vault import files, settling
from config import stores
from tests.careers.applications import genuine
from tests.careers.applications.conftest import deliver, post_form
from tests.careers.applications.desk import address
from tests.s3 import s3_store, settings_for

__all__ = ["s3_store"]
CV = genuine.plain_pdf()


@pytest.fixture
def bucket(settings, s3_store):
    """The private files lie in a bucket."""
    names = settings_for(s3_store)
    access = {
        "endpoint_url": s3_store.url,
        "region_name": names["S3_REGION"],
        "access_key": names["S3_ACCESS_KEY_ID"],
        "secret_key": names["S3_SECRET_ACCESS_KEY"],
    }
    settings.STORAGES = {
        **settings.STORAGES,
        "private": stores.s3("Private", names["S3_PRIVATE_BUCKET"], access),
    }
    return s3_store.buckets.setdefault("private", {})


@pytest.mark.django_db(transaction=True, databases=("default", "ledger"))
def test_a_cv_in_a_bucket_is_sealed_served_and_erased(client, careers, staff, bucket, s3_store):
    # The store is away when somebody applies: they are served, and nothing is lost.
    s3_store.failing = True
    assert post_form(client, careers.offer, cv=CV).status_code == 303
    deliver()
    row = ApplicationFile.objects.get()
    assert (files.read(row), bucket) == (CV, {})
    s3_store.failing = False
    settling._settle(row)
    row.refresh_from_db()
    assert (row.content, row.drawn) == (None, 1)
    assert set(bucket) == {row.base, f"{row.base}.text", f"{row.base}.page-1"}
    for content, _when in bucket.values():
        assert b"%PDF" not in content
        assert b"WEBP" not in content
        assert b"Camille" not in content
    hr = staff("rh")
    assert hr.get(address(row.application, "original/")).content == CV
    assert hr.get(address(row.application, "page/1/"))["Content-Type"] == "image/webp"
    candidates.erase_now(application=row.application)
    call_command("finish_erasures")
    assert not ApplicationFile.objects.exists()
    assert bucket == {}


def form_with(host: str, page: str, cv: bytes, token: str) -> tuple[bytes, bytes]:
    """A post of the form as a browser sends it: head and body."""
    edge = b"----edge"
    fields = {"form_token": token, "first_name": "Zoé", "last_name": "Z", "email": "z@example.com"}
    body = b"".join(
        b'--%s\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
        % (edge, name.encode(), value.encode())
        for name, value in fields.items()
    )
    body += (
        b'--%s\r\nContent-Disposition: form-data; name="cv"; filename="ZZPII.pdf"\r\n'
        b"Content-Type: application/pdf\r\n\r\n%s\r\n--%s--\r\n" % (edge, cv, edge)
    )
    head = (
        f"POST {page} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n"
        f"Content-Type: multipart/form-data; boundary={edge.decode()}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode(), body


COUNT = (
    "from careers.applications.models import *; from careers.models import OfferPage;"
    "print([m.objects.count() for m in (Application, ApplicationFile, StagedFile, Exchange)],"
    "ApplicationFile.objects.filter(content=None, stored='').count())"
)
FIND = (
    "from careers.models import SpontaneousApplicationPage as P;"
    "print(P.objects.filter(locale__language_code='fr').first().url)"
)


def test_an_upload_that_is_broken_off_or_killed_leaves_nothing(make_site, tmp_path: Path):
    """Cut by the visitor; SIGKILL in the middle of it; SIGKILL while the file is looked into."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    site = make_site(HUMAN_CHECK_MIN_SECONDS="0", FORM_POSTS_PER_MINUTE="0", TMPDIR=str(scratch))
    page = re.sub(r"^https?://[^/]+", "", site.manage("shell", "-v0", "-c", FIND).strip())
    cv = genuine.plain_pdf(
        before_end=b"%" + b" " * 4_000_000 + b"\n"
    )  # large enough for Django to put it on disk

    def left() -> list[Path]:
        where = (site.var / "private", site.var / "media", scratch)
        return sorted(path for one in where for path in one.rglob("*") if path.is_file())

    def post(part: float) -> socket.socket:
        token = json.loads(site.get("/form-token/?form=application").body)["token"]
        head, body = form_with(f"localhost:{site.port}", page, cv, token)
        connection = socket.create_connection(("127.0.0.1", site.port), timeout=30)
        connection.sendall(head + body[: int(len(body) * part)])
        return connection

    before = left()
    post(0.6).close()
    for part in (0.6, 1):
        connection = post(part)
        os.killpg(site.process.pid, signal.SIGKILL)
        site.process.wait()
        connection.close()
        assert left() == before
        site.start()
        counts = site.manage("shell", "-v0", "-c", COUNT).strip()
        # Killed after the last byte it is there whole, or not at all.
        assert counts in ("[0, 0, 0, 0] 0", "[1, 1, 0, 1] 0"), counts
    with post(1) as connection:
        answer = connection.recv(65_536)
        assert answer.startswith(b"HTTP/1.1 303"), answer.decode(errors="replace")
    assert left() == before
