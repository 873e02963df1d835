import time
from collections.abc import Callable
from typing import Any

from botocore.exceptions import ClientError, HTTPClientError
from django.core.files.storage import storages
from django.core.management.base import BaseCommand, CommandError
from storages.backends.s3 import S3Storage

MISSING = {"404", "NoSuchBucket"}
PATIENCE = 60  # looks, a second apart, at a store that is only just starting


class Command(BaseCommand):
    help = "Make the buckets of S3_MEDIA_BUCKET and S3_PRIVATE_BUCKET when they are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        for alias in ("default", "private"):
            store = storages[alias]
            if not isinstance(store, S3Storage):
                raise CommandError(
                    "The S3 variables are not set: files lie on this machine's disk."
                )
            try:
                if is_missing(store.connection.meta.client, store.bucket_name):
                    store.connection.meta.client.create_bucket(Bucket=store.bucket_name)
                    self.stdout.write(f"Made the bucket {store.bucket_name}.")
            except (ClientError, HTTPClientError) as error:
                raise CommandError(f"{store.bucket_name}: {error}") from error


def is_missing(client: Any, bucket: str, *, pause: Callable[[float], None] = time.sleep) -> bool:
    """Whether there is no such bucket, once the store answers.

    Raises ClientError when it refuses, HTTPClientError when it has not answered for a minute.
    """
    for look in range(1, PATIENCE + 1):
        try:
            client.head_bucket(Bucket=bucket)
        except HTTPClientError:
            if look == PATIENCE:
                raise
        except ClientError as error:
            if error.response["Error"]["Code"] in MISSING:
                return True
            if error.response["ResponseMetadata"]["HTTPStatusCode"] != 503 or look == PATIENCE:
                raise
        else:
            return False
        pause(1)
    raise AssertionError("not reached")
