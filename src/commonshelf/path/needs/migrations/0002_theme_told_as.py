"""Give every theme the words residents read: until somebody writes the other languages, the name it had."""

from django.conf import settings
from django.db import migrations

import commonshelf.common.text.fields


def tell_by_name(apps, schema_editor):
    """Let each theme be told by its name, in the language of the house."""
    themes = apps.get_model("needs", "Theme").objects.using(schema_editor.connection.alias)
    for theme in themes.iterator():
        theme.told_as = {settings.LANGUAGE_CODE: theme.name}
        theme.save(update_fields=["told_as"])


class Migration(migrations.Migration):

    dependencies = [
        ("needs", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="theme",
            name="told_as",
            field=commonshelf.common.text.fields.TranslatedTextField(default=dict),
            preserve_default=False,
        ),
        migrations.RunPython(tell_by_name, migrations.RunPython.noop),
    ]
