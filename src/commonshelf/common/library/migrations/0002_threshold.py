"""The threshold may not fall under what protects anybody."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("library", "0001_initial"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="library",
            constraint=models.CheckConstraint(condition=models.Q(("suppression_threshold__gte", 3)), name="library_threshold_protects"),
        ),
    ]
