"""Files, backups and the ledger's copy in an S3-compatible store: the same promises as on disk."""

import base64
import os
from datetime import timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import User
from cms.models import SiteDocument
from config import stores
from privacy import services
from privacy.backup.container import DamagedArchive
from privacy.backup.services import check_backup, make_backup, restore_files_and_database
from privacy.eraser.run import finish
from privacy.ledger import copy
from privacy.queries import must_replay
from tests.privacy.conftest import BOTH, empty_ledger, plant
from tests.privacy.rehearsal_app.models import Candidate
from tests.s3 import Upload, settings_for

pytestmark = pytest.mark.django_db(transaction=True, databases=BOTH)
MARK = "ZZPII7f3"


@pytest.fixture(autouse=True)
def bucket(settings, s3_store, tmp_path):
    """The site with everything in buckets; the archives' bucket as bytes by name."""
    for name, value in settings_for(s3_store).items():
        setattr(settings, name, value)
    s3_store.buckets.update(media={}, private={}, kept={})
    settings.STORAGES = {
        **settings.STORAGES,
        **{
            alias: found
            for alias, found in stores.settings(
                buckets=("media", "private"),
                access={
                    "endpoint_url": s3_store.url,
                    "region_name": "us-east-1",
                    "access_key": "key",
                    "secret_key": "secret",
                },
                private_root=tmp_path,
                debug=False,
            ).items()
            if alias in {"default", "private"}
        },
    }
    settings.WORK = tmp_path
    settings.BACKUP_KEY = base64.urlsafe_b64encode(os.urandom(32)).decode()
    settings.BACKUP_URL = "s3://kept/backups"
    settings.LEDGER_COPY_URL = "s3://kept/copies"
    empty_ledger()
    yield s3_store.buckets
    empty_ledger()


def archives(bucket) -> list[str]:
    return [name for name in bucket["kept"] if name.startswith("backups/")]


def test_files_of_both_buckets_and_rows_come_back(bucket):
    SiteDocument.objects.create(title="notice", file=ContentFile(b"notice", name="notice.txt"))
    storages["private"].save("cv/one", ContentFile(MARK.encode()))
    User.objects.create_user(f"{MARK}@example.com")
    assert make_backup().files == 2
    (name,) = archives(bucket)
    assert MARK.encode() not in bucket["kept"][name][0]
    assert check_backup().files == 2

    User.objects.all().delete()
    bucket["media"].clear()
    bucket["private"].clear()
    assert restore_files_and_database().written == 2
    assert User.objects.get().email == f"{MARK.lower()}@example.com"
    with storages["private"].open("cv/one") as found:
        assert found.read() == MARK.encode()
    with SiteDocument.objects.get().file.open() as found:
        assert found.read() == b"notice"


def test_an_archive_too_large_for_one_request_comes_and_goes_in_parts(bucket, s3_store):
    content = os.urandom(20 * 2**20)
    storages["private"].save("cv/large", ContentFile(content))
    make_backup()
    (name,) = archives(bucket)
    assert len(bucket["kept"][name][0]) > len(content)
    assert s3_store.uploads == {}
    bucket["private"].clear()
    assert restore_files_and_database().written == 1
    with storages["private"].open("cv/large") as found:
        assert found.read() == content


def test_what_an_upload_that_broke_off_has_left_is_cleared_away(bucket, s3_store):
    long_ago = timezone.now() - timedelta(days=3)
    left = Upload("kept", "backups/backup-old.dbk", long_ago, {1: b"half"})
    now = Upload("kept", "backups/backup-now.dbk", timezone.now(), {1: b"half"})
    s3_store.uploads.update(left=left, now=now)
    make_backup()
    assert list(s3_store.uploads) == ["now"]


def test_a_damaged_object_is_refused_before_anything_is_touched(bucket):
    storages["private"].save("cv/one", ContentFile(b"one"))
    make_backup()
    (name,) = archives(bucket)
    content, when = bucket["kept"][name]
    bucket["kept"][name] = (content[:-40] + bytes([content[-40] ^ 1]) + content[-39:], when)
    bucket["private"].clear()
    with pytest.raises(DamagedArchive):
        restore_files_and_database()
    assert bucket["private"] == {}


def test_archives_end_with_the_window(bucket, settings):
    with time_machine.travel(timezone.now() - timedelta(days=settings.BACKUP_WINDOW_DAYS + 1)):
        make_backup()
    (old,) = archives(bucket)
    make_backup()  # which tidies up as well
    (new,) = archives(bucket)
    assert new > old


def test_nobody_erased_comes_back_and_the_copy_in_the_bucket_is_what_is_asked(bucket):
    candidate = plant(3)
    make_backup()
    services.erase_rows(rows=[candidate], rule="request")
    finish()
    copied = [name for name in bucket["kept"] if name.startswith("copies/ledger/")]
    assert copied
    assert MARK.encode() not in b"".join(bucket["kept"][name][0] for name in copied)
    empty = copy.last_copied()

    # A new machine: the database from the backup, an empty ledger beside it, the copy in the bucket.
    restore_files_and_database()
    assert Candidate.objects.filter(pk=candidate.pk).exists()
    assert must_replay()
    call_command("replay_ledger")
    assert not Candidate.objects.filter(pk=candidate.pk).exists()
    assert not must_replay()
    assert copy.last_copied() >= empty


def test_a_store_that_is_down_stops_a_restore_with_a_clear_word(bucket, s3_store):
    make_backup()
    s3_store.failing = True
    with pytest.raises(CommandError, match=r"LEDGER_COPY_URL\) cannot be reached"):
        call_command("restore", "--nothing-was-ever-erased")


def test_a_backup_that_cannot_be_kept_says_so(bucket, s3_store):
    s3_store.failing = True
    with pytest.raises(CommandError, match=r"BACKUP_URL\) cannot be reached"):
        call_command("backup", "--list")
