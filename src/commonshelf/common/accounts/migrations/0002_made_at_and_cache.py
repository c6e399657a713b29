"""When a sign-in was made, and the table that keeps sign-in limits (docs/decisions/0004-sign-in.md)."""

from django.core.management import call_command
from django.db import migrations, models

import commonshelf.common.dates.clock

TABLE = "accounts_cache"


def make_cache_table(apps, schema_editor):
    call_command("createcachetable", TABLE, database=schema_editor.connection.alias, verbosity=0)


def drop_cache_table(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE {schema_editor.quote_name(TABLE)}")


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="made_at",
            field=models.DateTimeField(default=commonshelf.common.dates.clock.now),
        ),
        migrations.RunPython(make_cache_table, drop_cache_table),
    ]
