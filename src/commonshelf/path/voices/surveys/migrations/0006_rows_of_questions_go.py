from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('surveys', '0005_questions_as_documents'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='openanswer',
            name='open_answer_once',
        ),
        migrations.AlterField(
            model_name='openanswer',
            name='place',
            field=models.CharField(max_length=240),
        ),
        migrations.AddConstraint(
            model_name='openanswer',
            constraint=models.UniqueConstraint(fields=('response', 'place'), name='open_answer_once'),
        ),
        migrations.RemoveField(
            model_name='openanswer',
            name='question',
        ),
        migrations.DeleteModel(
            name='Choice',
        ),
        migrations.DeleteModel(
            name='Question',
        ),
        migrations.AddConstraint(
            model_name='questionnaire',
            constraint=models.UniqueConstraint(condition=models.Q(('released', False)), fields=('survey',), name='questionnaire_one_in_the_works'),
        ),
    ]
