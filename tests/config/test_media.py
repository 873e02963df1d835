"""Public media on disk: images and nothing else."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages

from config.storages import NoAddress


@pytest.fixture
def kept():
    """Files in the public and the private store."""
    names = [
        default_storage.save(f"{folder}/probe.png", ContentFile(b"\x89PNG"))
        for folder in ("images", "original_images", "documents", "avatar_images", "elsewhere")
    ]
    yield dict(zip(("image", "original", "document", "avatar", "else"), names, strict=True))
    for name in names:
        default_storage.delete(name)


@pytest.mark.django_db
def test_images_are_served_and_kept(client, kept):
    for name in (kept["image"], kept["original"]):
        response = client.get(f"/media/{name}")
        assert response.status_code == 200
        assert b"".join(response.streaming_content) == b"\x89PNG"
        assert response["Content-Type"] == "image/png"
        assert "public" in response["Cache-Control"]
        response.close()
        head = client.head(f"/media/{name}")
        assert head.status_code == 200
        head.close()
        assert client.post(f"/media/{name}").status_code in {403, 405}


@pytest.mark.django_db
def test_documents_avatars_and_anything_else_are_not(client, kept):
    """Documents have a view that asks for rights; pictures of staff are for staff."""
    for name in (kept["document"], kept["avatar"], kept["else"]):
        assert client.get(f"/media/{name}").status_code == 404
    for path in (
        "images/../documents/x",
        "images/%2e%2e/var/env",
        "images/",
        "images",
        "",
        "/etc/passwd",
    ):
        assert client.get(f"/media/{path}").status_code in {400, 404}


def test_private_files_have_no_address_and_belong_to_this_account():
    private = storages["private"]
    name = private.save("cv/probe", ContentFile(b"x"))
    try:
        with pytest.raises(NoAddress):
            private.url(name)
        import stat
        from pathlib import Path

        path = Path(private.path(name))
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    finally:
        private.delete(name)
