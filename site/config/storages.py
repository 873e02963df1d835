"""The stores that settings.STORAGES names."""

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from storages.backends.s3 import S3Storage


class NoAddress(Exception):
    """A private file was asked for its URL. It has none: a view that checks rights serves it."""


class PublicS3(S3Storage):
    """Public media in a bucket; the visitor sees our own address."""

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        return settings.MEDIA_URL + quote(name)


class PrivateFiles(FileSystemStorage):
    """Files about people, on disk and readable by this account only."""

    def url(self, name: str | None) -> str:
        raise NoAddress("A private file has no address.")


class PrivateS3(S3Storage):
    """Files about people in a bucket of their own."""

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        raise NoAddress("A private file has no address.")
