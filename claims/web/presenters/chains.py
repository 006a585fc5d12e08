"""Chains as a sentence: "Sputnik, citing SITE Intelligence Group, citing ISIS-K"; and a claim as a citation."""

from claims.queries.claim_documents import ChainDocument, ClaimDocument, SourceSummary
from claims.vocabulary import Lineage

NO_PUBLISHER = "The article"
NO_SOURCE = "somebody it does not name"


def name_of(source: SourceSummary | None, *, otherwise: str = NO_SOURCE) -> str:
    """The short name where there is one."""
    return (source["short_name"] or source["name"]) if source else otherwise


def chain_words(publisher: SourceSummary | None, chain: ChainDocument) -> str:
    """One chain, from the publisher to the origin."""
    start = name_of(publisher, otherwise=NO_PUBLISHER)
    if chain["lineage"] == Lineage.NONE_GIVEN:
        return f"{start}, in its own words"
    steps = [name_of(hop["source"]) for hop in chain["attributions"]]
    if chain["lineage"] == Lineage.UNKNOWN_BEYOND:
        steps.append("a source that is not named")
    return ", citing ".join([start, *steps])


def claim_words(claim: ClaimDocument) -> str:
    """All chains of a claim; parallel ones are set apart by a semicolon."""
    return "; ".join(chain_words(claim["publisher"], chain) for chain in claim["chains"])


def citation(claim: ClaimDocument, *, address: str) -> str:
    """Quote, article, publisher, date, chain, address: what a report prints about a claim."""
    where = [claim["article_title"], name_of(claim["publisher"], otherwise=""), claim["published"] or "undated"]
    listed = ", ".join(part for part in where if part)
    return f"“{claim['quote']}” — {listed}. Source: {claim_words(claim)}. {address}"
