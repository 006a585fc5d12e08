"""An index for pages of claims, newest first: without it a page passes over the claims of every other workspace."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0005_erasure")]
    operations = [
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                fields=["workspace", "id"],
                include=["annotation_set", "article"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="claim_standing",
            ),
        ),
    ]
