"""Finds the splits of sources, which belong into the histories of claims, without reading all events."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0009_preferences")]

    operations = [
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(
                condition=models.Q(("action__in", ("source.split", "source.unsplit"))),
                fields=["workspace", "id"],
                name="event_of_a_split",
            ),
        ),
    ]
