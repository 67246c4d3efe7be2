"""The staff's groups. Their rights follow after each migration: see `accounts.groups`."""

from django.db import migrations


def make(apps, schema_editor):
    group = apps.get_model("auth", "Group")
    for name in ("moderator", "finance", "support"):
        group.objects.using(schema_editor.connection.alias).get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
