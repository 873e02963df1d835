"""Wagtail ships groups and a workflow with rights at the root of the tree. Here rights are given by
section to declared roles only, so a new database starts without them."""

from django.db import migrations


def remove_stock(apps, schema_editor):
    workflows = apps.get_model("wagtailcore", "Workflow").objects.filter(name="Moderators approval")
    apps.get_model("wagtailcore", "WorkflowPage").objects.filter(workflow__in=workflows).delete()
    workflows.delete()
    apps.get_model("wagtailcore", "Task").objects.filter(name="Moderators approval").delete()
    # Only when nobody uses them: on a database older than this migration they may be somebody's.
    groups = apps.get_model("auth", "Group").objects.filter(name__in=["Editors", "Moderators"])
    groups.filter(user=None).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_roles_and_invitations"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]

    operations = [migrations.RunPython(remove_stock, migrations.RunPython.noop)]
