"""Foreign keys that carry the workspace: (workspace_id, x_id) -> (workspace_id, id), checked at commit."""

from django.db import migrations

KEYS = [
    # (table, column, table it points at)
    ("claims_anchor", "claim_id", "claims_claim"),
    ("claims_anchor", "version_id", "claims_articleversion"),
    ("claims_annotationset", "article_id", "claims_article"),
    ("claims_article", "publisher_id", "claims_source"),
    ("claims_article", "wire_credit_id", "claims_source"),
    ("claims_article", "republishes_id", "claims_article"),
    ("claims_article", "current_version_id", "claims_articleversion"),
    ("claims_articleversion", "article_id", "claims_article"),
    ("claims_assignment", "article_id", "claims_article"),
    ("claims_assignment", "annotation_set_id", "claims_annotationset"),
    ("claims_attribution", "claim_id", "claims_claim"),
    ("claims_attribution", "chain_id", "claims_chain"),
    ("claims_attribution", "source_id", "claims_source"),
    ("claims_attribution", "upstream_article_id", "claims_article"),
    ("claims_auditpayload", "event_id", "claims_auditevent"),
    ("claims_auditunsealed", "event_id", "claims_auditevent"),
    ("claims_chain", "claim_id", "claims_claim"),
    ("claims_claim", "article_id", "claims_article"),
    ("claims_claim", "version_id", "claims_articleversion"),
    ("claims_claim", "annotation_set_id", "claims_annotationset"),
    ("claims_claim", "derived_from_id", "claims_claim"),
    ("claims_claimlabel", "claim_id", "claims_claim"),
    ("claims_claimlabel", "label_id", "claims_label"),
    ("claims_comment", "article_id", "claims_article"),
    ("claims_comment", "claim_id", "claims_claim"),
    ("claims_comment", "answers_id", "claims_comment"),
    ("claims_credibilitygrade", "proposition_id", "claims_proposition"),
    ("claims_credibilitygrade", "claim_id", "claims_claim"),
    ("claims_dependence", "article_id", "claims_article"),
    ("claims_dependence", "on_article_id", "claims_article"),
    ("claims_dependence", "source_id", "claims_source"),
    ("claims_dependence", "on_source_id", "claims_source"),
    ("claims_judgement", "claim_id", "claims_claim"),
    ("claims_judgement", "proposition_id", "claims_proposition"),
    ("claims_label", "merged_into_id", "claims_label"),
    ("claims_proposition", "merged_into_id", "claims_proposition"),
    ("claims_propositionrelation", "proposition_id", "claims_proposition"),
    ("claims_propositionrelation", "target_id", "claims_proposition"),
    ("claims_reliabilitygrade", "source_id", "claims_source"),
    ("claims_source", "article_id", "claims_article"),
    ("claims_source", "merged_into_id", "claims_source"),
    ("claims_sourcealias", "source_id", "claims_source"),
    ("claims_sourceidentifier", "source_id", "claims_source"),
    ("claims_sourceredirect", "source_id", "claims_source"),
    ("claims_sourceredirect", "into_id", "claims_source"),
    ("claims_sourcerelation", "source_id", "claims_source"),
    ("claims_sourcerelation", "target_id", "claims_source"),
    ("claims_suggestion", "version_id", "claims_articleversion"),
    ("claims_suggestion", "claim_id", "claims_claim"),
]


def add(table: str, column: str, target: str) -> migrations.RunSQL:
    name = f"{table}_{column}_in_workspace"
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (workspace_id, {column})"
        f" REFERENCES {target} (workspace_id, id) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_initial")]
    operations = [add(*key) for key in KEYS]
