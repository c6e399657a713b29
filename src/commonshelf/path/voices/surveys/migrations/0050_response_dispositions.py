"""How many responses of each sort a version has, without reading them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("surveys", "0040_undo")]

    operations = [
        migrations.AddIndex("response", models.Index(fields=["questionnaire", "disposition"], name="response_dispositions")),
    ]
