"""A wave that came from a file says so, and is then never taken for the one people answer."""

import django.db.models.deletion
from django.db import migrations, models


def say_which_came_from_files(apps, _schema_editor):
    """Until now a survey brought in from files had one wave a version, under the same number."""
    wave = apps.get_model("surveys", "Wave").objects
    for version in apps.get_model("surveys", "Questionnaire").objects.exclude(file=None).order_by("pk").iterator():
        wave.filter(survey_id=version.survey_id, number=version.version).update(file_id=version.file_id)


class Migration(migrations.Migration):
    dependencies = [("imports", "0001_initial"), ("surveys", "0050_response_dispositions")]

    operations = [
        migrations.AddField(
            "wave",
            "file",
            models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="wave", to="imports.importedfile"),
        ),
        migrations.RunPython(say_which_came_from_files, migrations.RunPython.noop),
    ]
