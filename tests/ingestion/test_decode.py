import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import ClaimsError, EmptyText, NotText, TextTooLarge
from claims.ingestion.decode import decode, lost_characters

MEGABYTE = 1_000_000
TEXTS = {
    "en": "Police confirmed the fire near the depot – “a crime”, the board’s spokesman said – and asked for patience…",
    "en café": "Police confirmed the fire near the café on Tuesday. No one was hurt, he told reporters at the scene.",
    "fr": "Les autorités ont confirmé mardi qu’un incendie avait été signalé près du dépôt, là où la délégation était.",
    "de": "Die Behörden bestätigten gestern, dass der Schaden größer war als angenommen. Fünfzig Menschen halfen.",
    "es": "La policía confirmó que el incendio ocurrió en el puerto. El portavoz señaló que aún no hay más datos.",
    "pt": "As autoridades não confirmaram o incêndio. A informação é de uma fonte da câmara, que pediu anonimato.",
    "sv": "Polisen bekräftade på tisdagen att en brand inträffat i hamnen. Ingen människa skadades, säger talesmannen.",
    "pl": "Policja potwierdziła, że w mieście doszło do pożaru. Śledczy badają źródło ognia, powiedział rzecznik.",
    "cs": "Policie v úterý potvrdila požár v přístavu. Mluvčí řekl, že nikdo nebyl zraněn a že vyšetřování trvá.",
    "hu": "A rendőrség kedden megerősítette, hogy tűz ütött ki a kikötőben. A szóvivő szerint senki sem sérült meg.",
    "tr": "Polis, limanda çıkan yangını doğruladı. Sözcü yaralanan olmadığını söyledi, soruşturma sürüyor.",
    "ru": "Полиция подтвердила пожар в порту. По словам представителя ведомства, пострадавших нет. Расследование идёт.",
    "el": "Η αστυνομία επιβεβαίωσε την Τρίτη την πυρκαγιά στο λιμάνι.",
    "he": "המשטרה אישרה ביום שלישי שריפה בנמל. הדובר אמר שאין נפגעים.",
    "ar": "أكدت الشرطة يوم الثلاثاء اندلاع حريق في الميناء. وقال المتحدث إنه لا توجد إصابات.",
    "zh": "警方周二证实港口发生火灾。发言人说，没有人员伤亡，调查仍在继续。",
    "ja": "警察は火曜日、港で火災があったことを確認した。報道官によると、けが人はいない。",
    "ko": "경찰은 화요일 항구에서 화재가 있었다고 확인했다. 대변인은 부상자가 없다고 말했다.",
}


@pytest.mark.parametrize("text", [*TEXTS.values(), "plain", "emoji 🔥 and עברית", "cafe\u0301", "\u2028line"])
def test_utf8_is_read_as_it_stands(text):
    decoded = decode(text.encode("utf-8"))
    assert (decoded.text, decoded.encoding, decoded.notes) == (text, "utf-8", ())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding_and_is_no_part_of_the_text(encoding):
    assert decode("Größe 🔥".encode(encoding)).text == "Größe 🔥"


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_both_orders_of_bytes_are_read(mark):
    encoding = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
    decoded = decode(mark + "Größe".encode(encoding))
    assert (decoded.text, decoded.encoding) == ("Größe", encoding)


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        *((name, "cp1252") for name in ("en", "en café", "fr", "de", "es", "pt", "sv")),
        *((name, "cp1250") for name in ("pl", "cs", "hu")),
        *((name, "iso8859_2") for name in ("pl", "cs")),
        *(("ru", encoding) for encoding in ("cp1251", "koi8_r", "iso8859_5")),
        *(("el", "cp1253"), ("he", "cp1255"), ("ar", "cp1256"), ("tr", "cp1254")),
        *(("zh", "gb18030"), ("ja", "cp932"), ("ko", "cp949")),
    ],
)
def test_older_encodings_are_guessed_and_the_guess_is_said(name, encoding):
    decoded = decode(TEXTS[name].encode(encoding))
    assert (decoded.text, decoded.encoding) == (TEXTS[name], encoding)
    assert len(decoded.notes) == 1
    assert f"guessed as {encoding}" in decoded.notes[0]


def test_a_declared_encoding_is_believed_without_a_note():
    raw = TEXTS["ja"].encode("euc_jp")
    decoded = decode(raw, declared="EUC-JP")
    assert (decoded.text, decoded.encoding, decoded.notes) == (TEXTS["ja"], "euc_jp", ())


def test_a_guess_does_not_need_much_text():
    assert decode("Größere Schäden gab es nicht.".encode("cp1252")).text == "Größere Schäden gab es nicht."


@pytest.mark.parametrize("label", ["ISO-8859-1", "latin1", "us-ascii", "'windows-1252'"])
def test_latin_1_is_read_as_browsers_read_it(label):
    assert decode(TEXTS["en"].encode("cp1252"), declared=label).text == TEXTS["en"]


def test_japanese_mail_encoding_is_read_where_it_is_declared():
    assert decode(TEXTS["ja"].encode("iso2022_jp"), declared="iso-2022-jp").text == TEXTS["ja"]


@pytest.mark.parametrize("label", ["", "nonsense", "rot13", "hex", "zlib", "unicode_escape", "utf-7", "\0", "x" * 1000])
def test_what_is_no_encoding_of_a_text_is_not_believed(label):
    assert decode(b"\\u0041 +AGE- uryyb", declared=label).text == "\\u0041 +AGE- uryyb"


def test_bytes_that_break_the_declared_encoding_are_named_by_position():
    with pytest.raises(NotText, match=r"Byte 6 \(line 2\) is not SHIFT_JIS|Byte 6 \(line 2\) is not CP932"):
        decode(b"first\n\x85", declared="shift_jis")


def test_utf8_with_a_stray_byte_is_refused_with_its_place_and_not_repaired():
    raw = "Größe – “Maß” für Füße\n".encode() * 3 + b"caf\xe9\n" + "Ende – über".encode()
    with pytest.raises(NotText, match=rf"Byte {raw.index(0xE9, 100)} \(line 4\).*two encodings are mixed"):
        decode(raw)


def test_a_utf16_file_that_is_cut_is_refused_with_the_place():
    with pytest.raises(NotText, match=r"Byte 4 .*UTF-16-LE"):
        decode(b"\xff\xfea\0b")


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"%PDF-1.7 ...", "a PDF file"),
        (b"PK\x03\x04\x14\x00", "a zip archive or an office document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "an old office document"),
        (b"{\\rtf1\\ansi words}", "a rich text"),
        (b"\x89PNG\r\n\x1a\n", "an image"),
        (b"\xff\xd8\xff\xe0", "an image"),
        (b"GIF89a", "an image"),
        (b"RIFF\x00\x00\x00\x00WEBP", "an image"),
        (b"\x00\x00\x00\x20ftypmp42", "a video"),
        (b"ID3\x03", "a sound recording"),
        (b"\x1f\x8b\x08", "a compressed file"),
        (b"\x7fELF\x02", "a program"),
        (b"SQLite format 3\x00", "a database"),
    ],
)
def test_other_files_are_called_by_what_they_look_like(raw, name):
    with pytest.raises(NotText, match=f"looks like {name}"):
        decode(raw)


@pytest.mark.parametrize("text", ["BM is a station.", "PK was asked.", "MZ said so.", "ID 3 was lost.", "IIS failed."])
def test_words_that_begin_like_a_signature_are_still_text(text):
    assert decode(text.encode()).text == text


def test_nul_bytes_are_refused_with_their_place():
    with pytest.raises(NotText, match="NUL byte at position 5"):
        decode(b"words\0words")
    with pytest.raises(NotText, match="NUL"):
        decode("wo\0rds".encode("utf-16"))


@pytest.mark.parametrize("raw", [b"", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_said(raw):
    with pytest.raises(EmptyText):
        decode(raw)


def test_fifty_megabytes_are_refused_at_once_with_size_and_limit():
    raw = b"x" * (50 * MEGABYTE)
    started = time.monotonic()
    with pytest.raises(TextTooLarge, match=r"50\.0 MB, more than the limit of 20 MB"):
        decode(raw)
    assert time.monotonic() - started < 0.1


def test_text_as_large_as_the_limit_is_taken():
    assert len(decode(b"x" * 1000, at_most=1000).text) == 1000
    with pytest.raises(TextTooLarge):
        decode(b"x" * 1001, at_most=1000)


def test_replacement_characters_that_were_there_before_are_counted():
    assert lost_characters("abc") == ()
    assert "2 replacement characters" in lost_characters("a\ufffdb\ufffd")[0]


@given(st.binary(min_size=1, max_size=400), st.sampled_from(["", "utf-8", "cp1252", "shift_jis", "utf-16", "big5"]))
def test_any_bytes_are_read_or_refused_and_never_replaced(raw, declared):
    try:
        decoded = decode(raw, declared=declared)
    except ClaimsError:
        return
    # Decoded strictly, with or without the mark: so no character was replaced.
    assert decoded.text in {raw[mark:].decode(decoded.encoding, "backslashreplace") for mark in (0, 2, 3, 4)}


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=200))
def test_any_text_comes_back_from_its_utf8(text):
    text = f"Text: {text}"
    assert decode(text.encode("utf-8")).text == text
