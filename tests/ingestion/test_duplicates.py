from claims.ingestion.duplicates import fingerprint


def test_the_same_text_has_the_same_fingerprint_and_no_other_has():
    assert fingerprint("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert fingerprint("Größe") == fingerprint("Größe")
    assert len({fingerprint(text) for text in ("", "a", "a ", "a\n", "A", "a\u00a0")}) == 6
