"""What a person chose for every workspace: keys and hints."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL), ("claims", "0008_registry")]
    operations = [
        migrations.CreateModel(
            name="Preferences",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="preferences",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("keys_off", models.BooleanField(default=False)),
                ("keys", models.JSONField(default=dict)),
                ("hints_gone", models.JSONField(default=list)),
            ],
        ),
    ]
