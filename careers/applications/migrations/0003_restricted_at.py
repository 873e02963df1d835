from django.db import migrations, models
from django.utils import timezone


def date_them(apps, schema_editor):
    """Those set aside already count from now: nothing has been written to them since."""
    for name in ("Application", "PoolEntry"):
        rows = apps.get_model("applications", name).objects.filter(restricted=True)
        rows.update(restricted_at=timezone.now())


def mark_them(apps, schema_editor):
    for name in ("Application", "PoolEntry"):
        rows = apps.get_model("applications", name).objects.filter(restricted_at__isnull=False)
        rows.update(restricted=True)


class Migration(migrations.Migration):
    dependencies = [("applications", "0002_restricted")]

    operations = [
        migrations.AddField(
            "application",
            "restricted_at",
            models.DateTimeField(blank=True, null=True, verbose_name="use restricted since"),
        ),
        migrations.AddField(
            "poolentry",
            "restricted_at",
            models.DateTimeField(blank=True, null=True, verbose_name="use restricted since"),
        ),
        migrations.RunPython(date_them, mark_them),
        migrations.RemoveField("application", "restricted"),
        migrations.RemoveField("poolentry", "restricted"),
    ]
