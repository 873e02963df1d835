"""Files are deleted from real stores, and nothing outside of them ever is."""

import os

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from outbox.delivering import drain
from outbox.models import State
from outbox.services import cancel_for, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def store(settings, tmp_path):
    root = tmp_path / "store"
    root.mkdir()
    settings.STORAGES = {
        **settings.STORAGES,
        "cellar": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(root)},
        },
    }
    return root


def delete(name, storage="cellar", **options):
    delivery = post(channel="files", payload={"storage": storage, "name": name}, **options)
    drain(only="files")
    delivery.refresh_from_db()
    return delivery


def test_deletes_the_file_and_only_it(store):
    storages["cellar"].save("cv/ab/one.pdf", ContentFile(b"1"))
    storages["cellar"].save("cv/ab/two.pdf", ContentFile(b"2"))
    assert delete("cv/ab/one.pdf").state == State.DELIVERED
    assert sorted(path.name for path in store.rglob("*.pdf")) == ["two.pdf"]


def test_already_gone_counts_as_done(store):
    assert delete("cv/ab/never.pdf").state == State.DELIVERED


@pytest.mark.parametrize(
    "name",
    [
        "../secret",
        "cv/../../secret",
        "/etc/passwd",
        "cv//x",
        "cv/./x",
        "",
        "..\\secret",
        "cv",
    ],
)
def test_nothing_outside_and_no_folder(store, tmp_path, name):
    (tmp_path / "secret").write_text("keep")
    (store / "cv").mkdir()
    assert delete(name).state == State.SET_ASIDE
    assert (tmp_path / "secret").exists()
    assert (store / "cv").is_dir()


def test_a_linked_folder_leads_nowhere(store, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "file").write_text("keep")
    (store / "link").symlink_to(outside)
    assert delete("link/file").state == State.SET_ASIDE
    assert (outside / "file").exists()


def test_an_unknown_store_is_set_aside(store):
    assert delete("x", storage="attic").state == State.SET_ASIDE


def test_a_failing_disk_is_tried_again(store, monkeypatch):
    storages["cellar"].save("one", ContentFile(b"1"))

    def broken(path, *args, **options):
        raise OSError(5, "Input/output error", path)

    with monkeypatch.context() as disk:
        disk.setattr(os, "remove", broken)
        delivery = delete("one")
    assert (delivery.state, delivery.code) == (State.AGAIN, "OSError")
    assert str(store) not in delivery.reason


def test_erasing_a_person_does_not_cancel_the_deletion_of_their_file(store, django_user_model):
    user = django_user_model.objects.create_user("a@example.com")
    storages["cellar"].save("cv", ContentFile(b"1"))
    post(channel="files", payload={"storage": "cellar", "name": "cv"}, about=user)
    assert cancel_for(about=user) == 0
    user.delete()
    drain(only="files")
    assert not (store / "cv").exists()
