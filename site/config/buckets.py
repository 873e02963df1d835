"""The stores in buckets that settings.STORAGES names: imported only where there are any."""

from typing import Any
from urllib.parse import quote

from django.conf import settings
from storages.backends.s3 import S3Storage

from config.storages import NoAddress


class PublicS3(S3Storage):
    """Public media in a bucket; the visitor sees our own address."""

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        return settings.MEDIA_URL + quote(name)


class PrivateS3(S3Storage):
    """Files about people in a bucket of their own."""

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        raise NoAddress("A private file has no address.")
