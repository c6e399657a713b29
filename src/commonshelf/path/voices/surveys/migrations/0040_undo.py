"""What a version in the works was before its last change, so that a librarian can go back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("surveys", "0030_reminders")]

    operations = [migrations.AddField("questionnaire", "before", models.JSONField(null=True))]
