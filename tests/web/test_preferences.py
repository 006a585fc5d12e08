"""A person's own keys and hints."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.errors import BadRecord
from claims.models import Preferences
from claims.queries.preferences import Chosen
from claims.web.hints import HINTS
from claims.web.key_choices import FIXED, changes, keys_of, screen_context
from claims.web.keys import SCREENS
from tests import makers
from tests.makers import Team
from tests.web.browsers import Browser

SCREEN = "Is it the same?"


def send(browser: Browser, name: str, **fields: str) -> Browser:
    return browser._seen(browser.client.post(reverse(name), fields))


def look(browser: Browser) -> Browser:
    return browser._seen(browser.client.get(reverse("preferences")))


@pytest.mark.parametrize("title", SCREENS)
def test_the_keys_of_every_screen_may_stay_as_they_are(title: str) -> None:
    assert changes(title, {key.command: key.press for key in SCREENS[title]}) == {}


def test_a_changed_key_is_told_to_dialog_script_and_screen_readers() -> None:
    chosen = Chosen(keys={SCREEN: changes(SCREEN, {"same": "y", "different": "N", "unsure": ""})})
    context = screen_context(SCREEN, chosen)
    assert (context["keys"]["same"].press, context["keys"]["different"].press) == ("y", "Shift+N")
    assert '"same": "y"' in context["keys_by_command"]
    assert "unsure" not in context["keys_by_command"]
    assert "unsure" not in {key.command for keys in context["key_groups"].values() for key in keys}


def test_off_leaves_keys_that_have_a_name() -> None:
    off = {key.command: key.press for key in keys_of("Annotating an article", Chosen(keys_off=True))}
    assert {name for name, press in off.items() if press} >= {"close", "finish", "withdraw"}
    assert all(len(press) != 1 and "Shift+" not in press for press in off.values())


@pytest.mark.parametrize(
    ("title", "wanted", "said"),
    [
        (SCREEN, {"same": "d"}, "“d” would be both “The same: the claim makes this statement” and “Different"),
        (SCREEN, {"same": "yes"}, "“yes” is no key for “The same"),
        (SCREEN, {"same": "Control+c"}, "is no key"),
        ("Annotating an article", {"undo": "7"}, "“7” picks from the list of sources"),
    ],
    ids=["taken", "word", "of the browser", "digit"],
)  # fmt: skip
def test_a_key_that_cannot_be_is_refused_with_a_sentence(title: str, wanted: dict[str, str], said: str) -> None:
    with pytest.raises(BadRecord, match=r"choose another key|use one letter") as refused:
        changes(title, wanted)
    assert refused.value.message.startswith(said) or said in refused.value.message


def test_two_commands_may_change_places() -> None:
    assert changes(SCREEN, {"same": "d", "different": "s"}) == {"same": "d", "different": "s"}


@pytest.mark.parametrize("command", FIXED)
def test_what_leads_out_stays(command: str) -> None:
    assert changes("Annotating an article", {command: "q"}) == {}


def test_the_page_saves_refuses_and_resets(team: Team, alice: Browser) -> None:
    assert look(alice).shows("Keys and hints", SCREEN, "No hint was sent away")
    page = send(alice, "keys-choose", screen=SCREEN, **{"key same": "y"})
    assert page.status == 303
    assert look(alice).shows("The keys of “Is it the same?” are saved.", "changed")
    page = send(alice, "keys-choose", screen=SCREEN, **{"key same": "d"})
    assert page.status == 422
    assert page.shows("choose another key for one of them")
    assert 'value="d"' in page.page
    assert Preferences.objects.get().keys == {SCREEN: {"same": "y"}}
    assert send(alice, "keys-choose", screen="None").status == 422
    send(alice, "keys-switch", keys="off")
    assert look(alice).shows("Letters and signs do nothing by themselves")
    send(alice, "keys-reset")
    assert (Preferences.objects.get().keys, Preferences.objects.get().keys_off) == ({}, False)


def test_the_screen_has_the_keys_of_who_looks(team: Team, alice: Browser, bob: Browser) -> None:
    claim = makers.make_claim(makers.make_article(team.workspace), proposition="It burned.")
    statement = claim.judgements.get().proposition_id
    makers.make_claim(makers.make_article(team.workspace, text="A fire destroyed two piers, again."))
    send(alice, "keys-choose", screen=SCREEN, **{"key next": "w"})
    assert "&quot;next&quot;: &quot;w&quot;" in alice.open("candidates", statement).page
    assert "&quot;next&quot;: &quot;n&quot;" in bob.open("candidates", statement).page
    send(alice, "keys-switch", keys="off")
    page = alice.open("candidates", statement)
    assert 'data-screen-keys="{}"' in page.page
    assert page.shows("Letters and signs are switched off.")


def test_a_hint_goes_for_good_and_comes_back_when_asked(team: Team, alice: Browser) -> None:
    page = send(alice, "hint-away", hint="queue", next="/w/desk/queue/")
    assert page.location == "/w/desk/queue/"
    assert send(alice, "hint-away", hint="queue", next="https://elsewhere.example/").location == "/"
    assert Preferences.objects.get().hints_gone == ["queue"]
    assert send(alice, "hint-away", hint="none").status == 422
    assert look(alice).shows("Show all hints again")
    send(alice, "hints-back")
    assert Preferences.objects.get().hints_gone == []
    assert "queue" in HINTS


@pytest.mark.parametrize("name", ["preferences", "keys-choose", "keys-switch", "keys-reset", "hint-away", "hints-back"])
def test_strangers_have_none(db: None, name: str) -> None:
    client = Client()
    answer = client.get(reverse(name)) if name == "preferences" else client.post(reverse(name))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("login"))
