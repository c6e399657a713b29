from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('attendance', '0002_clock'),
    ]

    operations = [
        migrations.AlterField(
            model_name='periodcount',
            name='audience_words',
            field=models.CharField(blank=True, max_length=240),
        ),
        migrations.AlterField(
            model_name='periodcount',
            name='category',
            field=models.CharField(blank=True, max_length=240),
        ),
    ]
