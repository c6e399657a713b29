from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('surveys', '0006_rows_of_questions_go'),
    ]

    operations = [
        migrations.AddField(
            model_name='credential',
            name='written_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='wave',
            name='reminds',
            field=models.BooleanField(default=False),
        ),
    ]
