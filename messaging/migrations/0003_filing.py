"""Archive, mute and search. Columns without a default and indexes built beside the writes that go on."""

import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently, BtreeGinExtension, TrigramExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("messaging", "0002_unread")]

    operations = [
        BtreeGinExtension(),
        TrigramExtension(),
        migrations.AddField(
            model_name="participant",
            name="archived_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="archived"),
        ),
        migrations.AddField(
            model_name="participant",
            name="muted_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="muted"),
        ),
        AddIndexConcurrently(
            model_name="participant",
            index=models.Index(
                condition=models.Q(("archived_at__isnull", False)),
                fields=["user", "-last_at", "-id"],
                name="participant_archived",
            ),
        ),
        AddIndexConcurrently(
            model_name="message",
            index=django.contrib.postgres.indexes.GinIndex(
                condition=models.Q(("kind", "text")),
                fields=["conversation", "text"],
                name="message_words",
                opclasses=["int8_ops", "gin_trgm_ops"],
            ),
        ),
    ]
