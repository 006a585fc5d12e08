"""Every rule of the domain that a caller can break, as an exception with a sentence for the user; no HTTP here."""


class ClaimsError(Exception):
    """A broken rule. The message is a sentence for the user; `field` names the part of the input, `code` the rule."""

    code = "invalid"

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field

    @property
    def placed(self) -> str:
        """The message, led by the field where it does not name it."""
        return self.message if not self.field or self.field in self.message else f"{self.field}: {self.message}"


class BadRecord(ClaimsError):
    """One record of an import, a form or a request cannot be read."""

    code = "bad_record"


class BadRows(ClaimsError):
    """An import or bulk write with one or more bad rows; nothing was saved."""

    code = "bad_rows"

    def __init__(self, rows: list[tuple[int, str]]) -> None:
        count = len(rows)
        super().__init__(f"{count} row{'' if count == 1 else 's'} cannot be read; nothing was saved.")
        self.rows = rows
        """(row number counted from 1, sentence), in order of the file."""


class SpanOutsideText(ClaimsError):
    """A span ends after the text, starts before it, or is empty."""

    code = "span_outside_text"


class SplitCharacter(ClaimsError):
    """An offset that cuts a character in two."""

    code = "split_character"


class QuoteMismatch(ClaimsError):
    """The quote a client sent is not what stands between its offsets."""

    code = "quote_mismatch"


class OverlappingParts(ClaimsError):
    """Two parts of one annotation overlap."""

    code = "overlapping_parts"


class QuoteNotFound(ClaimsError):
    """The quote does not occur in the text."""

    code = "quote_not_found"


class QuoteAmbiguous(ClaimsError):
    """The quote occurs more than once and no occurrence was chosen."""

    code = "quote_ambiguous"


class EmptyText(ClaimsError):
    """An article without any text."""

    code = "empty_text"


class TextTooLarge(ClaimsError):
    """A text above the size limit."""

    code = "text_too_large"


class NotText(ClaimsError):
    """Bytes that are no text in any encoding we can tell."""

    code = "not_text"


class UnknownFormat(ClaimsError):
    """No reader or writer for this format."""

    code = "unknown_format"


class BadDate(ClaimsError):
    """A date that cannot be understood."""

    code = "bad_date"


class AddressRefused(ClaimsError):
    """A URL whose scheme or address must not be fetched."""

    code = "address_refused"


class FetchFailed(ClaimsError):
    """A URL that could not be fetched: no answer, an error status, too large, too slow, or not a page."""

    code = "fetch_failed"


class ChainIncomplete(ClaimsError):
    """A chain that breaks a rule: no hop and not none_given, equal neighbours, gaps."""

    code = "chain_incomplete"


class SourceAmbiguous(ClaimsError):
    """A name that two sources of the workspace share."""

    code = "source_ambiguous"


class UnknownSource(ClaimsError):
    """A source that is not in this workspace."""

    code = "unknown_source"


class UnknownArticle(ClaimsError):
    """An article, or a version of one, that is not in this workspace or not the one meant."""

    code = "unknown_article"


class UnknownLabel(ClaimsError):
    """A label that is not in this workspace, where the workspace does not allow new ones."""

    code = "unknown_label"


class NotFound(ClaimsError):
    """An object that does not exist or that this user may not see: the two look the same."""

    code = "not_found"


class NotAllowed(ClaimsError):
    """The user may see the object, but not do this."""

    code = "not_allowed"


class Stale(ClaimsError):
    """The object was changed by someone else since it was read."""

    code = "stale"


class NothingToUndo(ClaimsError):
    """No change of this user that could be undone or redone."""

    code = "nothing_to_undo"


class BadCursor(ClaimsError):
    """A page cursor that this server did not make."""

    code = "bad_cursor"


class BadFilter(ClaimsError):
    """A filter value that cannot be understood."""

    code = "bad_filter"


class Conflict(ClaimsError):
    """A write that collides with what is already there."""

    code = "conflict"


class BadSeal(ClaimsError):
    """A noted seal that cannot be read, or that is of no workspace asked about."""

    code = "bad_seal"


class TakenDown(ClaimsError):
    """An article, or a claim of one, that was taken down: its words are gone, the message says who, when and why."""

    code = "taken_down"


class BadModel(ClaimsError):
    """A file that is no suggestion model, one of another version, or one that is cut short or changed."""

    code = "bad_model"


class TooFewArticles(ClaimsError):
    """Learning was asked for with fewer finished articles than it needs."""

    code = "too_few_articles"
