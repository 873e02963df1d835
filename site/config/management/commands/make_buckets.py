from typing import Any

from botocore.exceptions import ClientError
from django.core.files.storage import storages
from django.core.management.base import BaseCommand, CommandError
from storages.backends.s3 import S3Storage

MISSING = {"404", "NoSuchBucket"}


class Command(BaseCommand):
    help = "Make the buckets of S3_MEDIA_BUCKET and S3_PRIVATE_BUCKET when they are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        for alias in ("default", "private"):
            store = storages[alias]
            if not isinstance(store, S3Storage):
                raise CommandError(
                    "The S3 variables are not set: files lie on this machine's disk."
                )
            client = store.connection.meta.client
            try:
                client.head_bucket(Bucket=store.bucket_name)
            except ClientError as error:
                if error.response["Error"]["Code"] not in MISSING:
                    raise CommandError(f"{store.bucket_name}: {error}") from error
                client.create_bucket(Bucket=store.bucket_name)
                self.stdout.write(f"Made the bucket {store.bucket_name}.")
