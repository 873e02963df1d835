"""The stores on disk that settings.STORAGES names; those in buckets are in config.buckets."""

from django.core.files.storage import FileSystemStorage


class NoAddress(Exception):
    """A private file was asked for its URL. It has none: a view that checks rights serves it."""


class PrivateFiles(FileSystemStorage):
    """Files about people, on disk and readable by this account only."""

    def url(self, name: str | None) -> str:
        raise NoAddress("A private file has no address.")
