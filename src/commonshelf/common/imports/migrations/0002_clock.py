import commonshelf.common.dates.clock
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('imports', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='importedfile',
            name='at',
            field=models.DateTimeField(default=commonshelf.common.dates.clock.now),
        ),
    ]
