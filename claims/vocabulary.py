"""The words of the domain, one per idea, with the plain words of the screens; values are what API and exports print."""

from enum import StrEnum


class Word(StrEnum):
    """A closed list of words; `on_screen` is what a person reads."""

    @classmethod
    def values(cls) -> tuple[str, ...]:
        """The words as API and exports print them, in the order of the list."""
        return tuple(word.value for word in cls)

    @property
    def on_screen(self) -> str:
        return SCREEN_WORDS.get(self, self.value.replace("_", " "))


TAKEN_DOWN = "[taken down]"
"""Stands where words were that a takedown blanked, in columns that are never empty."""


class Role(Word):
    VIEWER = "viewer"
    ANNOTATOR = "annotator"
    REVIEWER = "reviewer"
    ADMIN = "admin"


class SourceKind(Word):
    PERSON = "person"
    ORGANIZATION = "organization"
    GOVERNMENT_BODY = "government_body"
    INTERGOVERNMENTAL = "intergovernmental"
    ARMED_GROUP = "armed_group"
    MEDIA_OUTLET = "media_outlet"
    WIRE_AGENCY = "wire_agency"
    MONITORING_GROUP = "monitoring_group"
    DOCUMENT = "document"
    SOCIAL_ACCOUNT = "social_account"
    UNKNOWN = "unknown"


class Identifiability(Word):
    """How a source is named. Only `named` sources are shared between articles."""

    NAMED = "named"
    DESCRIBED = "described"
    COLLECTIVE = "collective"
    ANONYMOUS = "anonymous"


class AliasStrength(Word):
    """A strong alias names one source by itself; a weak one ("the report") only proposes."""

    STRONG = "strong"
    WEAK = "weak"


class IdentifierScheme(Word):
    WIKIDATA = "wikidata"
    ISNI = "isni"
    DOMAIN = "domain"
    HANDLE = "handle"


class RelationKind(Word):
    PART_OF = "part_of"
    SPOKESPERSON_FOR = "spokesperson_for"
    MEMBER_OF = "member_of"
    OWNED_BY = "owned_by"
    PUBLISHED_BY = "published_by"
    SUCCESSOR_OF = "successor_of"
    POSSIBLY_SAME_AS = "possibly_same_as"


FAMILY_RELATIONS = (RelationKind.PART_OF, RelationKind.OWNED_BY, RelationKind.SPOKESPERSON_FOR)
HIERARCHY_RELATIONS = (*FAMILY_RELATIONS, RelationKind.MEMBER_OF, RelationKind.PUBLISHED_BY)
"""Who stands above whom; only those of a family make two sources one voice."""


class SegmentKind(Word):
    HEADLINE = "headline"
    DEK = "dek"
    BODY = "body"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"


class DatePrecision(Word):
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"
    RANGE = "range"


class CaptureMethod(Word):
    UPLOAD = "upload"
    PASTE = "paste"
    URL = "url"
    API = "api"
    IMPORT = "import"


class Quotation(Word):
    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    NONE = "none"


class Polarity(Word):
    AFFIRMED = "affirmed"
    NEGATED = "negated"


class ClaimStatus(Word):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class AnchorState(Word):
    ANCHORED = "anchored"
    NEEDS_REANCHOR = "needs_reanchor"


class MentionRole(Word):
    """What a marked passage is to its claim."""

    CLAIM = "claim"
    CUE = "cue"
    SOURCE = "source"


class Lineage(Word):
    """How far a chain goes back."""

    COMPLETE = "complete"
    UNKNOWN_BEYOND = "unknown_beyond"
    NONE_GIVEN = "none_given"


class Stance(Word):
    ASSERTS = "asserts"
    RELAYS = "relays"
    DISTANCES = "distances"
    DENIES = "denies"
    DECLINES_TO_CONFIRM = "declines_to_confirm"
    RETRACTS = "retracts"


class Certainty(Word):
    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNCOMMITTED = "uncommitted"
    NOT_STATED = "not_stated"


class Verification(Word):
    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    NOT_STATED = "not_stated"


class Basis(Word):
    WITNESSED = "witnessed"
    DEDUCED = "deduced"
    INDUCED = "induced"
    TOLD = "told"
    UNKNOWN = "unknown"


class Medium(Word):
    STATEMENT = "statement"
    DOCUMENT = "document"
    INTERVIEW = "interview"
    BRIEFING = "briefing"
    SOCIAL_POST = "social_post"
    LEAK = "leak"
    OTHER = "other"


class SetKind(Word):
    """The record is shared; a blind set is one annotator's own."""

    RECORD = "record"
    BLIND = "blind"


class ArticleProgress(Word):
    UNSTARTED = "unstarted"
    IN_PROGRESS = "in_progress"
    DONE = "done"


class Verdict(Word):
    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class PropositionRelationKind(Word):
    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    UPDATES = "updates"
    QUALIFIES = "qualifies"
    CORRECTS = "corrects"
    RETRACTS = "retracts"


class DependenceKind(Word):
    SAME_WIRE = "same_wire"
    REPUBLISHES = "republishes"
    TRANSLATES = "translates"
    SAME_PRESS_RELEASE = "same_press_release"
    COMMON_OWNER = "common_owner"
    INDEPENDENT = "independent"


class ProposalState(Word):
    """A proposal of the program (suggestion, dependence) waits until a person decides."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Band(Word):
    """How sure a suggestion is, by how often those like it were accepted; the surest first."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Reliability(Word):
    """Admiralty scale of a source. F cannot be judged and is no number."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Credibility(Word):
    """Admiralty scale of an information. 6 cannot be judged and is no number."""

    CONFIRMED = "1"
    PROBABLY_TRUE = "2"
    POSSIBLY_TRUE = "3"
    DOUBTFUL = "4"
    IMPROBABLE = "5"
    CANNOT_BE_JUDGED = "6"


class AssignmentState(Word):
    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class JobState(Word):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class TokenScope(Word):
    READ = "read"
    WRITE = "write"


SCREEN_WORDS: dict[str, str] = {
    Identifiability.NAMED: "named",
    Identifiability.DESCRIBED: "described, not named",
    Identifiability.COLLECTIVE: "a group, not named",
    Identifiability.ANONYMOUS: "anonymous",
    SourceKind.INTERGOVERNMENTAL: "intergovernmental body",
    Lineage.COMPLETE: "complete",
    Lineage.UNKNOWN_BEYOND: "a source that is not named",
    Lineage.NONE_GIVEN: "outlet's own words",
    AnchorState.NEEDS_REANCHOR: "text changed: place again",
    Stance.DISTANCES: "distances itself",
    Certainty.NOT_STATED: "not stated",
    Quotation.NONE: "no quotation",
    Reliability.A: "completely reliable",
    Reliability.B: "usually reliable",
    Reliability.C: "fairly reliable",
    Reliability.D: "not usually reliable",
    Reliability.E: "unreliable",
    Reliability.F: "reliability cannot be judged",
    Credibility.CONFIRMED: "confirmed by other sources",
    Credibility.PROBABLY_TRUE: "probably true",
    Credibility.POSSIBLY_TRUE: "possibly true",
    Credibility.DOUBTFUL: "doubtful",
    Credibility.IMPROBABLE: "improbable",
    Credibility.CANNOT_BE_JUDGED: "truth cannot be judged",
}
"""Plain words where the value with spaces for underscores would not do. Values repeat between lists
(`unknown`, `none`, `not_stated`); an entry here must read well for each list that has the value."""
