"""The log asks the house's clock, and its rows are only ever added."""

from django.db import migrations, models

import commonshelf.common.dates.clock
import commonshelf.common.log.models


class Migration(migrations.Migration):

    dependencies = [
        ("log", "0001_initial"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="logentry",
            options={"base_manager_name": "objects", "ordering": ["-at", "-pk"]},
        ),
        migrations.AlterField(
            model_name="logentry",
            name="at",
            field=models.DateTimeField(db_index=True, default=commonshelf.common.dates.clock.now),
        ),
    ]
