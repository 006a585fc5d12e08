// Suggestions beside the text: dashed in it, one open at a time, a key each; the forms are saved as all changes are.

import { placeOf, rangeOf, toCodePoint } from "./annotate/offsets.js";
import { article, openClaim, reveal, spansFrom, text, typing } from "./annotate/screen.js";

const box = () => document.getElementById("suggestions");
const items = () => [...box().querySelectorAll("[data-suggestion]:not([hidden])")];
const current = () => box().querySelector(".suggestion.open:not([hidden])");
const narrow = matchMedia("(max-width: 60rem)");
const fromList = () => Boolean(document.activeElement?.closest("#suggestions"));
const byKey = () => new Map(Object.entries(JSON.parse(box().dataset.keys)).map(([command, key]) => [key, command]));

function rangesOf(item) {
  return spansFrom(item.dataset.spans).map(([start, end]) => rangeOf(text(), start, end)).filter(Boolean);
}

// Painted, not marked up: the text is drawn by others, and what waits is no part of it yet.
function paint() {
  if (!globalThis.Highlight) return;
  CSS.highlights.set("suggestion", new Highlight(...items().flatMap(rangesOf)));
  const opened = current();
  CSS.highlights.set("suggestion-open", new Highlight(...(opened ? rangesOf(opened) : [])));
}

function show(item, { focus = false } = {}) {
  for (const one of box().querySelectorAll(".suggestion.open")) {
    one.classList.remove("open");
    one.querySelector("[data-suggest=this]").setAttribute("aria-expanded", "false");
  }
  if (item) {
    const button = item.querySelector("[data-suggest=this]");
    item.classList.add("open");
    button.setAttribute("aria-expanded", "true");
    if (focus) button.focus({ preventScroll: true });
    const [inner, outer] = [item.getBoundingClientRect(), box().getBoundingClientRect()];
    if (inner.top < outer.top) box().scrollTop += inner.top - outer.top;
    else if (inner.bottom > outer.bottom) box().scrollTop += Math.min(inner.bottom - outer.bottom, inner.top - outer.top);
    const [first] = rangesOf(item);
    // On a narrow screen the list stands far below the text, and who goes through it stays there.
    if (narrow.matches && fromList()) item.scrollIntoView({ block: "nearest", behavior: "instant" });
    else if (first) reveal(first.getBoundingClientRect());
  }
  paint();
}

// The next one only for who goes through the list; who decides in the text stays there.
function onwards(item, { stay = false } = {}) {
  const all = items();
  const next = all[all.indexOf(item) + 1] ?? null;
  const listed = fromList();
  if (!stay) item.hidden = true;
  show(listed || stay ? next : null, { focus: listed });
  if (listed && !next) document.getElementById("suggestions-count").focus({ preventScroll: true });
}

const commands = {
  open: () => show(current() ?? items()[0] ?? null, { focus: true }),
  accept: (item) => item.querySelector("[data-decision=accept]").requestSubmit(),
  reject: (item) => item.querySelector("[data-decision=reject]").requestSubmit(),
  skip: (item) => onwards(item, { stay: true }),
  edit: (item) => {
    const details = item.querySelector("details");
    details.open = true;
    details.querySelector("input:not([type=hidden]), select").focus();
  },
  close: () => {
    const listed = fromList();
    show(null);
    if (listed) article.focus({ preventScroll: true });
  },
};

// Before the keys of the screen: a suggestion that is open takes those that both have.
document.addEventListener("keydown", (event) => {
  if (!box() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return;
  const command = byKey().get(event.key);
  const item = current();
  if (!command || (!item && command !== "open")) return;
  if (typing(event.target) && command !== "close") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  commands[command](item);
}, true);

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-suggest]");
  if (!button) return;
  const item = button.closest("[data-suggestion]");
  if (button.dataset.suggest === "this") show(item.classList.contains("open") ? null : item);
  else commands[button.dataset.suggest](item);
});

// A click on words that a suggestion would mark, and no claim does, opens it.
article.addEventListener("click", (event) => {
  if (!box() || event.target.closest("mark[data-claims]") || !getSelection().isCollapsed) return;
  const at = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  const place = at && text().contains(at.offsetNode) ? placeOf(at.offsetNode, at.offset) : null;
  if (!place) return;
  const point = toCodePoint(place);
  const size = (item) => spansFrom(item.dataset.spans).reduce((sum, [start, end]) => sum + end - start, 0);
  const hit = items().filter((item) => spansFrom(item.dataset.spans).some(([start, end]) => start <= point && point < end));
  if (hit.length) show(hit.sort((one, other) => size(one) - size(other))[0]);
});

// Which claim is open when it is sent: the answer draws its panel again.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("#suggestions form[data-save]");
  if (!form) return;
  form.elements.open.value = openClaim();
  const item = form.closest("[data-suggestion]");
  // After the form was read and queued.
  if (item) setTimeout(() => onwards(item));
}, true);

let turn = 0;

// The list as the server has it, once a change was saved or refused: an undo brings a suggestion back.
async function refresh() {
  if (!box()?.hasAttribute("data-any")) return;
  const mine = (turn += 1);
  const response = await fetch(box().dataset.address, { signal: AbortSignal.timeout(20_000) }).catch(() => null);
  if (mine !== turn || !response?.ok) return;
  const found = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("suggestions");
  if (mine !== turn || !found || typing(document.activeElement ?? document.body)?.closest("#suggestions")) return;
  const [opened, listed, scroll] = [current()?.dataset.suggestion, fromList(), box().scrollTop];
  box().replaceWith(document.importNode(found, true));
  enliven();
  box().scrollTop = scroll;
  const item = opened && items().find((one) => one.dataset.suggestion === opened);
  if (item) show(item, { focus: listed });
  else {
    if (listed) document.getElementById("suggestions-count").focus({ preventScroll: true });
    paint();
  }
}

function enliven() {
  box().dataset.live = "";
  for (const button of box().querySelectorAll("[data-suggest]")) button.hidden = false;
}

if (box()) {
  enliven();
  paint();
  new MutationObserver(() => {
    if (["saved", "refused", "conflict"].includes(document.getElementById("saved").dataset.state)) void refresh();
  }).observe(document.getElementById("saved"), { attributes: true, attributeFilter: ["data-state"] });
  new MutationObserver(paint).observe(article, { childList: true, subtree: true });
}
