"""What runs by itself on behalf of the register."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from outbox.schedule import Job, register

from .services import FINISH, NIGHTLY

register(
    Job(
        name=NIGHTLY,
        label=_("Erase what is past its date"),
        command="erase_due",
        at="03:10",
        late_after=timedelta(hours=24),
    )
)
register(
    Job(
        name=FINISH,
        label=_("Finish erasures under way"),
        command="finish_erasures",
        every=timedelta(minutes=15),
    )
)
register(
    Job(
        name="privacy.find_orphans",
        label=_("Look for files without a record, and records without their file"),
        command="find_orphans",
        at="03:40",
    )
)
register(
    Job(
        name="privacy.alert",
        label=_("Send alerts about erasure by e-mail"),
        command="send_privacy_alerts",
        every=timedelta(minutes=10),
    )
)
register(
    Job(
        name="privacy.keep_notices",
        label=_("Write down the notices under the forms"),
        command="keep_notices",
        at="03:50",
    )
)
register(
    Job(
        name="privacy.backup",
        label=_("Back up the database and the files"),
        command="backup",
        at="02:30",
        late_after=timedelta(hours=24),
    )
)
register(
    Job(
        name="privacy.expire_backups",
        label=_("Delete backups and hashes past the backup window"),
        command="expire_backups",
        at="02:50",
        late_after=timedelta(hours=24),
    )
)
