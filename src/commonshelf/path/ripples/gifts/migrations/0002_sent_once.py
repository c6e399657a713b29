import uuid

from django.db import migrations, models


def give_each_its_own(apps, schema_editor):
    """Rows from before get a random key each: one default for all would not be unique."""
    for row in apps.get_model("gifts", "gift").objects.filter(sent_once=None):
        row.sent_once = uuid.uuid4()
        row.save(update_fields=["sent_once"])


class Migration(migrations.Migration):

    # Filling rows and changing their table in one transaction is more than PostgreSQL allows.
    atomic = False

    dependencies = [
        ('gifts', '0001_initial'),
    ]

    operations = [
        migrations.AddField(model_name="gift", name="sent_once", field=models.UUIDField(null=True)),
        migrations.RunPython(give_each_its_own, migrations.RunPython.noop),
        migrations.AlterField(model_name="gift", name="sent_once", field=models.UUIDField(default=uuid.uuid4, unique=True)),
    ]

