from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workshops", "0002_turn_of_a_score"),
    ]

    operations = [
        migrations.AddField(
            model_name="participant",
            name="revoked_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
