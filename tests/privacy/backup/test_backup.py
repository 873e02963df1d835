"""Backups: whole, encrypted, from one moment, kept for the window; a restore gives the same site."""

import base64
import os
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings as project
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from accounts.models import User
from cms.models import SiteDocument
from privacy.backup.archive import AlreadyRunning, workspace
from privacy.backup.container import DamagedArchive
from privacy.backup.places import PlaceUnreachable, archive_name, place
from privacy.backup.services import (
    NothingToRestore,
    check_backup,
    make_backup,
    newest_archive,
    restore_files_and_database,
)
from tests.privacy.killing import Fuse, in_a_fork

pytestmark = pytest.mark.django_db(transaction=True)
MARK = "ZZPII7f3"


@pytest.fixture(autouse=True)
def room(settings, tmp_path):
    settings.WORK = tmp_path
    settings.BACKUP_URL = str(tmp_path / "backups")
    settings.BACKUP_KEY = base64.urlsafe_b64encode(os.urandom(32)).decode()
    settings.STORAGES = {
        **project.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "media")},
        },
        "private": {
            **project.STORAGES["private"],
            "OPTIONS": {"location": str(tmp_path / "private")},
        },
    }
    return tmp_path


def add_document(title: str, content: bytes) -> SiteDocument:
    return SiteDocument.objects.create(title=title, file=ContentFile(content, name=f"{title}.txt"))


def test_a_restore_brings_back_rows_and_files(room):
    document = add_document("notice", MARK.encode())
    User.objects.create_user(f"{MARK}@example.com")
    made = make_backup()
    assert made.files == 1

    document.delete()
    User.objects.all().delete()
    add_document("later", b"later")
    restored = restore_files_and_database()

    assert restored.written == 1
    assert User.objects.get().email == f"{MARK.lower()}@example.com"
    with SiteDocument.objects.get().file.open() as content:
        assert content.read() == MARK.encode()


def test_nothing_personal_is_readable_in_the_archive_or_left_on_disk(room):
    add_document("notice", MARK.encode())
    User.objects.create_user(f"{MARK}@example.com", first_name=MARK)
    make_backup()
    media = room / "media"
    for path in room.rglob("*"):
        if path.is_file() and media not in path.parents:
            assert MARK.encode() not in path.read_bytes()
    archive = next((room / "backups").iterdir())
    assert archive.stat().st_mode & 0o077 == 0
    assert not [path for path in (room / "backup-work").iterdir() if path.is_dir()]


def test_a_file_that_is_in_place_already_is_not_written_again(room):
    add_document("notice", b"same")
    make_backup()
    assert restore_files_and_database().unchanged == 1


def test_a_damaged_backup_is_refused_and_touches_nothing(room):
    add_document("notice", b"old")
    archive = Path(project.BACKUP_URL) / make_backup().archive.name
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 1
    archive.write_bytes(content)
    SiteDocument.objects.all().delete()
    with pytest.raises(DamagedArchive):
        restore_files_and_database()
    assert not SiteDocument.objects.exists()
    with pytest.raises(CommandError, match="damaged"):
        call_command("backup", check="")


def test_backups_older_than_the_window_are_deleted(room):
    now = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
    for days in (31, 29, 1):
        make_backup(now=now - timedelta(days=days))
    made = make_backup(now=now)
    assert [name[7:15] for name in made.expired] == ["20261023"]
    assert [archive.name[7:15] for archive in place().archives()] == [
        "20261025",
        "20261122",
        "20261123",
    ]


def test_a_backup_that_fails_at_the_last_moment_leaves_the_last_good_one(room, monkeypatch):
    good = make_backup(now=datetime(2026, 11, 22, tzinfo=UTC)).archive
    add_document("more", b"x")

    def disk_full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", disk_full)
    with pytest.raises(PlaceUnreachable, match="No space"):
        make_backup(now=datetime(2026, 11, 23, tzinfo=UTC))
    assert newest_archive() == good
    assert check_backup().files == 0


def test_killed_anywhere_the_last_good_one_stays_and_nothing_half_written(room):
    """SIGKILL at every third statement, write, sync and rename of a backup."""
    add_document("notice", MARK.encode())
    day = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)
    good = make_backup(now=day).archive

    def killed(point: int) -> None:
        Fuse(point).lay()
        make_backup(now=day + timedelta(days=1))

    point = 1
    while in_a_fork(lambda point=point: killed(point)) == -signal.SIGKILL:
        found = newest_archive()
        assert found.name in {good.name, archive_name(day + timedelta(days=1))}
        assert check_backup(found.name).files == 1
        point += 3
    assert point > 15
    for half in (room / "backups").glob("*.partial"):
        os.utime(half, (day.timestamp(), day.timestamp()))
    make_backup(now=day + timedelta(days=2))
    assert all(path.suffix == ".dbk" for path in (room / "backups").iterdir())
    assert not [path for path in (room / "backup-work").iterdir() if path.is_dir()]


def test_another_machine_is_at_it_already(room, settings, tmp_path_factory):
    """The lock is the database's: the folder of the other machine is another one."""
    make_backup()
    with workspace():
        settings.WORK = tmp_path_factory.mktemp("machine")
        with pytest.raises(CommandError, match="already running"):
            call_command("backup")
        with pytest.raises(AlreadyRunning):
            restore_files_and_database()
    assert make_backup().files == 0


def test_without_a_backup_it_says_so(room):
    with pytest.raises(NothingToRestore):
        restore_files_and_database()
    with pytest.raises(CommandError, match="no backup"):
        call_command("backup", check="backup-20260101T000000Z.dbk")
