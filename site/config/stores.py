"""Where files lie: public media, private files, on disk or in any S3-compatible store.

Public media are always served from our own host (see media.py), wherever they lie: a page then asks
nothing of another host, and the policy header stays the same.
"""

from pathlib import Path
from typing import Any

UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "config.uploads.UnnamedFileUploadHandler",
]


def settings(
    *, buckets: tuple[str, str], access: dict[str, Any], private_root: Path, debug: bool
) -> dict[str, dict[str, Any]]:
    """Django's STORAGES: `buckets` are those of media and private files, both empty for the disk."""
    media, private = buckets
    manifest = "config.styles.StaticFiles"
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    return {
        "default": s3("Public", media, access)
        if media
        else {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "private": s3("Private", private, access)
        if private
        else {
            "BACKEND": "config.storages.PrivateFiles",
            "OPTIONS": {
                "location": private_root,
                "file_permissions_mode": 0o600,
                "directory_permissions_mode": 0o700,
            },
        },
        "staticfiles": {"BACKEND": plain if debug else manifest},
    }


def s3(kind: str, bucket: str, access: dict[str, Any]) -> dict[str, Any]:
    """One alias in an S3-compatible store: nothing is public there, nothing is overwritten."""
    from botocore.config import Config  # costs a machine without S3 a tenth of a second

    client = Config(
        signature_version="s3v4",
        # The bucket in the path: compatible stores need not answer under a host name per bucket.
        s3={"addressing_style": "path"},
        # Amazon's newer checksums are unknown to many compatible stores.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        connect_timeout=5,
        read_timeout=30,
        retries={"max_attempts": 3, "mode": "standard"},
    )
    return {
        "BACKEND": f"config.buckets.{kind}S3",
        "OPTIONS": {
            **access,
            "bucket_name": bucket,
            "client_config": client,
            "default_acl": None,
            "querystring_auth": True,
            "file_overwrite": False,
        },
    }
