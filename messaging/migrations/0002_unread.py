"""What the mail about unread messages sweeps. Built beside the writes that go on."""

import django.db.models.expressions
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("messaging", "0001_initial")]

    operations = [
        AddIndexConcurrently(
            model_name="participant",
            index=models.Index(
                condition=models.Q(("last_read_seq__lt", django.db.models.expressions.F("last_seq"))),
                fields=["last_at"],
                name="participant_waiting",
            ),
        ),
    ]
