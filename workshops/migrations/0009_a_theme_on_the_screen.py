from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workshops", "0008_seating_and_scores_by_phone"),
    ]

    operations = [
        migrations.AddField(
            model_name="theme",
            name="spotlit",
            field=models.BooleanField(default=False),
        ),
    ]
