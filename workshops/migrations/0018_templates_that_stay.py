import django.db.models.deletion
from django.db import migrations, models


def refer(apps, _schema_editor):
    """What is approved already stays in the template that its team has today; which one it was then, nobody knows."""
    versions = apps.get_model("workshops", "ReportVersion").objects
    for pk, team in apps.get_model("workshops", "WordTemplate").objects.values_list("pk", "team"):
        versions.filter(workshop__team=team).update(template=pk)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("workshops", "0017_programs_that_read"),
    ]

    operations = [
        migrations.AlterField(
            model_name="wordtemplate",
            name="team",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="word_templates",
                to="accounts.team",
            ),
        ),
        migrations.AlterField(
            model_name="wordtemplate",
            name="kept_at",
            field=models.DateTimeField(auto_now_add=True),
        ),
        migrations.AddField(
            model_name="wordtemplate",
            name="dropped_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="wordtemplate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("dropped_at", None)),
                fields=("team",),
                name="one_word_template_at_a_time",
            ),
        ),
        migrations.AddField(
            model_name="reportversion",
            name="template",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="versions",
                to="workshops.wordtemplate",
            ),
        ),
        migrations.RunPython(refer, migrations.RunPython.noop, elidable=True),
    ]
