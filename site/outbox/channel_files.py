"""The files channel: delete a file from one of the site's stores."""

from pathlib import Path, PurePosixPath

from botocore.exceptions import BotoCoreError, ClientError
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import FileSystemStorage, InvalidStorageError, Storage, storages
from django.utils.translation import gettext_lazy as _

from outbox.channels import Again, Channel, ChannelDown, Refused, Unreachable
from outbox.models import Delivery

# Answers of an S3 store that concern our account, not the file.
ACCOUNT_CODES = frozenset(
    {
        "403",
        "AccessDenied",
        "AccountProblem",
        "InvalidAccessKeyId",
        "NoSuchBucket",
        "SignatureDoesNotMatch",
    }
)


def deliver(delivery: Delivery) -> None:
    """Delete the file `{"storage": alias, "name": name}`; one that is already gone counts as done.

    Raises an Outcome (outbox.channels) when it is still there.
    """
    name = str(delivery.payload.get("name", ""))
    try:
        storage = storages[str(delivery.payload.get("storage", ""))]
    except InvalidStorageError as error:
        raise Refused(_("There is no such store of files.")) from error
    _demand_inside(storage, name)
    try:
        storage.delete(name)
    except SuspiciousOperation as error:
        raise Refused(_("The name leads out of the store.")) from error
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise Again(_("The store cannot delete the file."), code=type(error).__name__) from error
    except ClientError as error:
        _judge(error)
    except BotoCoreError as error:
        raise Unreachable(_("The store does not answer."), code=type(error).__name__) from error


def _judge(error: ClientError) -> None:
    """Read the answer of an S3 store; returns when the file is gone anyway."""
    code = str(error.response.get("Error", {}).get("Code", ""))
    if code in {"404", "NoSuchKey"}:
        return
    if code in ACCOUNT_CODES:
        raise ChannelDown(_("The store refuses us."), code=code) from error
    raise Again(_("The store cannot delete the file."), code=code) from error


def _demand_inside(storage: Storage, name: str) -> None:
    """Raise Refused unless `name` is one file below the store's root."""
    parts = name.split("/")
    if not name or "\\" in name or "\0" in name or PurePosixPath(name).is_absolute():
        raise Refused(_("The name leads out of the store."))
    if any(part in {"", ".", ".."} for part in parts):
        raise Refused(_("The name leads out of the store."))
    if isinstance(storage, FileSystemStorage):
        root = Path(storage.location).resolve()
        # The folder is resolved, not the file: a link is deleted itself, never what it points to.
        if not (root / name).parent.resolve().is_relative_to(root):
            raise Refused(_("The name leads out of the store."))
        if (root / name).is_dir() and not (root / name).is_symlink():
            raise Refused(_("The name is a folder."))


CHANNEL = Channel(
    name="files", label=_("Deletion of files"), deliver=deliver, concurrency=2, erases=True
)
