"""The page on which a person switches keys off, changes them, and brings hints back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from claims.errors import BadRecord
from claims.queries import preferences as reading
from claims.services import preferences
from claims.web.hints import HINTS
from claims.web.key_choices import FIXED, changes, keys_of
from claims.web.keys import SCREENS
from claims.web.redirects import next_address, see_other


@require_GET
@login_required
def show(request: HttpRequest) -> HttpResponse:
    return _page(request)


@require_POST
@login_required
def choose(request: HttpRequest) -> HttpResponse:
    """The keys of one screen; what is wrong is said, and what was typed stays."""
    title = request.POST.get("screen", "")
    if title not in SCREENS:
        raise BadRecord("This screen is not known; reload the page.", field="screen")
    sent = {key.command: request.POST.get(f"key {key.command}") for key in SCREENS[title]}
    wanted = {command: press for command, press in sent.items() if press is not None}
    try:
        preferences.choose_keys(_me(request), title, changes(title, wanted))
    except BadRecord as wrong:
        return _page(request, typed=(title, wanted), wrong=wrong, status=422)
    messages.success(request, f"The keys of “{title}” are saved.")
    return see_other("preferences")


@require_POST
@login_required
def switch(request: HttpRequest) -> HttpResponse:
    off = request.POST.get("keys") == "off"
    preferences.switch_keys(_me(request), off=off)
    messages.success(request, "Letters and signs do nothing by themselves now." if off else "The keys work again.")
    return see_other("preferences")


@require_POST
@login_required
def reset(request: HttpRequest) -> HttpResponse:
    preferences.reset_keys(_me(request))
    messages.success(request, "Every key is as it is for everybody.")
    return see_other("preferences")


@require_POST
@login_required
def send_hint_away(request: HttpRequest) -> HttpResponse:
    hint = request.POST.get("hint", "")
    if hint not in HINTS:
        raise BadRecord("This hint is not known; reload the page.", field="hint")
    preferences.send_hint_away(_me(request), hint)
    return see_other(next_address(request, otherwise="/"))


@require_POST
@login_required
def bring_hints_back(request: HttpRequest) -> HttpResponse:
    preferences.bring_hints_back(_me(request))
    messages.success(request, "All hints are shown again.")
    return see_other("preferences")


def _me(request: HttpRequest) -> User:
    assert isinstance(request.user, User), "Strangers are sent to log in."
    return request.user


def _page(
    request: HttpRequest,
    *,
    typed: tuple[str, dict[str, str]] | None = None,
    wrong: BadRecord | None = None,
    status: int = 200,
) -> HttpResponse:
    """All screens with their keys, also while they are off."""
    chosen = reading.of(_me(request))
    screens = []
    for number, title in enumerate(SCREENS):
        shown = typed[1] if typed and typed[0] == title else {}
        own = {key.command: key.press for key in keys_of(title, reading.Chosen(keys=chosen.keys))}
        rows = [
            {
                "id": f"s{number}-{key.command}",
                "key": key,
                "press": shown.get(key.command, own[key.command]),
                "changed": own[key.command] != key.press,
                "fixed": key.command in FIXED,
                "wrong": wrong is not None and bool(shown) and wrong.field == key.command,
            }
            for key in SCREENS[title]
        ]
        screens.append({"title": title, "rows": rows, "open": bool(shown) or number == 1, "wrong": bool(shown)})
    context = {
        "screens": screens,
        "keys_off": chosen.keys_off,
        "changed": bool(chosen.keys) or chosen.keys_off,
        "hints_gone": len(chosen.hints_gone),
        "problem": wrong.message if wrong else "",
        "searched": "",
    }
    return render(request, "preferences.html", context, status=status)
