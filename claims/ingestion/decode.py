"""Bytes to characters, never replacing one in silence; what the characters mean is read elsewhere."""

import codecs
import re
from dataclasses import dataclass

from claims.errors import EmptyText, NotText, TextTooLarge
from claims.ingestion.language import FEWEST_LETTERS, most_likely

MEGABYTE = 1_000_000
LARGEST_TEXT = 20 * MEGABYTE
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    # Before UTF-16, whose mark begins like this one.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SIGNATURES = (
    (re.compile(rb"%PDF-"), "a PDF file"),
    (re.compile(rb"PK\x03\x04"), "a zip archive or an office document"),
    (re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "an old office document"),
    (re.compile(rb"\{\\rtf"), "a rich text (RTF) file"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP|BM....\0\0\0\0|II\*\0|MM\0\*", re.DOTALL), "an image"),
    (re.compile(rb"....ftyp|\x1a\x45\xdf\xa3|RIFF....AVI ", re.DOTALL), "a video"),
    (re.compile(rb"ID3|OggS|fLaC|RIFF....WAVE", re.DOTALL), "a sound recording"),
    (re.compile(rb"\x1f\x8b|BZh[1-9]|\xfd7zXZ|7z\xbc\xaf\x27\x1c|Rar!|\x28\xb5\x2f\xfd"), "a compressed file"),
    (re.compile(rb"\x7fELF|MZ.\0", re.DOTALL), "a program"),
    (re.compile(rb"SQLite format 3\0"), "a database"),
)
# Western first: where the language cannot tell two of them apart, the more common one is taken.
LEGACY_ENCODINGS = (
    *("cp1252", "cp1250", "iso8859_2", "cp1254", "cp1257", "cp1258", "cp1251", "koi8_r", "koi8_u", "iso8859_5"),
    *("cp1253", "cp1255", "cp1256", "gb18030", "big5", "cp932", "euc_jp", "cp949"),
)
# What browsers read under these names, https://encoding.spec.whatwg.org/#names-and-labels.
READ_AS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
DECLARABLE = re.compile(r"utf-8|cp\d+|iso8859-\d+|iso2022_jp|koi8-[ru]|euc_jp|gb18030|big5(?:hkscs)?|mac-\w+")
TYPOGRAPHY = frozenset(b"\x80\x82\x84\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa9\xab\xbb")
MOSTLY_ASCII = 0.02
NEARLY_AS_TIDY = 0.05
READS_AS_LANGUAGE = 0.2
SAMPLE_BYTES = 100_000
SAVE_AS_UTF8 = "save the file as UTF-8 and try again"


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(raw: bytes, *, declared: str = "", at_most: int = LARGEST_TEXT) -> Decoded:
    """In this order: byte order mark, UTF-8, the encoding a page or server declared, and a guess that says so."""
    check_size(len(raw), at_most=at_most)
    if not raw:
        raise EmptyText("The file is empty; choose one with text in it.")
    for mark, encoding in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return _with_mark(raw[len(mark) :], encoding, skipped=len(mark))
    _refuse_other_files(raw)
    named = _known(declared)
    if named == "iso2022_jp":
        return Decoded(_strictly(raw, named, offset=0), named)
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as wrong:
        if named not in ("", "utf-8"):
            return Decoded(_strictly(raw, named, offset=0), named)
        return _legacy(raw, first_bad=wrong.start)


def check_size(size: int, *, at_most: int = LARGEST_TEXT) -> None:
    if size > at_most:
        raise TextTooLarge(
            f"The text has {size / MEGABYTE:.1f} MB, more than the limit of {at_most / MEGABYTE:g} MB; "
            "cut it into articles."
        )


def lost_characters(text: str) -> tuple[str, ...]:
    """A note, where characters were lost before the text came here."""
    count = text.count("\ufffd")
    if not count:
        return ()
    return (f"The text holds {count} replacement characters (�): something was lost before it came here.",)


def _with_mark(raw: bytes, encoding: str, *, skipped: int) -> Decoded:
    text = _strictly(raw, encoding, offset=skipped)
    if not text:
        raise EmptyText("The file is empty; choose one with text in it.")
    if "\0" in text:
        raise NotText(f"The file holds NUL characters, which no article does; {SAVE_AS_UTF8}.")
    return Decoded(text, encoding)


def _refuse_other_files(raw: bytes) -> None:
    for signature, name in SIGNATURES:
        if signature.match(raw):
            raise NotText(f"This looks like {name}, not text; save its text as a .txt file, or paste it.")
    place = raw.find(b"\0")
    if place >= 0:
        raise NotText(
            f"The file holds a NUL byte at position {place}, so it is not plain text (or UTF-16 without its mark); "
            f"{SAVE_AS_UTF8}."
        )


def _strictly(raw: bytes, encoding: str, *, offset: int) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as wrong:
        line = raw.count(b"\n", 0, wrong.start) + 1
        raise NotText(
            f"Byte {wrong.start + offset} (line {line}) is not {encoding.upper()}, as the rest is said to be; "
            f"{SAVE_AS_UTF8}."
        ) from wrong


def _known(declared: str) -> str:
    try:
        name = codecs.lookup(declared.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return ""
    name = READ_AS.get(name, name)
    # Python's codecs include escapes, compression and the like, which are no encodings of a page.
    return name if DECLARABLE.fullmatch(name) else ""


def _legacy(raw: bytes, *, first_bad: int) -> Decoded:
    """Text from before UTF-8, or UTF-8 that something has damaged: the two must not be confused."""
    escaped = raw.decode("utf-8", "surrogateescape")
    bad = sum("\udc80" <= character <= "\udcff" for character in escaped)
    good = sum(character > "\x7f" for character in escaped) - bad
    if good > bad:
        line = raw.count(b"\n", 0, first_bad) + 1
        raise NotText(
            f"Byte {first_bad} (line {line}) is not UTF-8 although most of the file is: two encodings are mixed; "
            f"correct that place or {SAVE_AS_UTF8}."
        )
    encoding = _western(raw) or _guess(raw)
    note = f"The encoding is not declared and was guessed as {encoding}; check accents and quotation marks."
    return Decoded(_strictly(raw, encoding, offset=0), encoding, (note,))


def _western(raw: bytes) -> str:
    """Curly quotation marks, dashes and a rare accent in plain ASCII: where every guess would be cp1252."""
    special = [byte for byte in raw if byte > 0x7F]
    rare = len(special) < MOSTLY_ASCII * len(raw)
    if not rare and not TYPOGRAPHY.issuperset(special):
        return ""
    try:
        raw.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    return "cp1252"


def _guess(raw: bytes) -> str:
    """The tidiest readings, then the one that reads most like a language: Polish in cp1252 looks tidy, but is none."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - few texts need it, every start would pay

    matches = list(from_bytes(_sample(raw), cp_isolation=list(LEGACY_ENCODINGS)))
    tidiest = min((match.chaos for match in matches), default=0.0)
    readings = []
    for match in matches:
        if match.chaos <= tidiest + NEARLY_AS_TIDY:
            _, confidence = most_likely(_accented_words(str(match)))
            alike = min(LEGACY_ENCODINGS.index(name) for name in {match.encoding, *match.could_be_from_charset})
            readings.append((confidence, -alike, str(match)))
    best = max(readings, default=None)
    if best is None or most_likely(best[2])[1] < READS_AS_LANGUAGE:
        raise NotText(f"The encoding of the file cannot be told; {SAVE_AS_UTF8}.")
    return LEGACY_ENCODINGS[-best[1]]


def _accented_words(text: str) -> str:
    """The rest reads alike in every encoding and would only make all of them look certain; a few words tell nothing."""
    words = " ".join(dict.fromkeys(word for word in text.split() if not word.isascii()))
    return words if len(words) >= FEWEST_LETTERS else text


def _sample(raw: bytes) -> bytes:
    if len(raw) <= SAMPLE_BYTES:
        return raw
    lines, size = [], 0
    for line in raw.splitlines(keepends=True):
        if not line.isascii():
            lines.append(line)
            size += len(line)
            if size >= SAMPLE_BYTES:
                break
    return b"".join(lines)
