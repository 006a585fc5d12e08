// Puts the annotate screen together: selection to popover, keys to commands, commands to the forms of the page.

import { say } from "../page.js";
import { Caret } from "./caret.js";
import { paragraphAt, rangeOf, toCodePoint, unitAt } from "./offsets.js";
import { Popover } from "./popover.js";
import { spansOf, words } from "./words.js";

const root = document.querySelector("[data-annotate]");
const article = document.getElementById("article");
const mayAnnotate = Boolean(root.dataset.may);
const keys = JSON.parse(root.dataset.keys);
const language = article.lang === "und" ? "" : article.lang;
const text = () => document.getElementById("text");
const panel = () => document.getElementById("panel");
const openClaim = () => panel().dataset.claim;
const popoverElement = document.getElementById("popover");
const popover = popoverElement ? new Popover(popoverElement) : null;
const caret = new Caret(article, language);
const highlights = globalThis.CSS?.highlights;

let parts = [];
let exactly = false;

const currentSpans = () => spansOf(getSelection(), text(), language, { exact: exactly });

function paintPending() {
  if (!highlights) return;
  const ranges = parts.map(({ start, end }) => rangeOf(text(), start, end)).filter(Boolean);
  highlights.set("pending", new Highlight(...ranges));
}

function forget() {
  parts = [];
  paintPending();
  getSelection().removeAllRanges();
  popover?.hide();
}

function send(form, values) {
  for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
  form.requestSubmit();
}

function marked() {
  const now = currentSpans() ?? [];
  const all = [...parts, ...now.filter((span) => !parts.some((part) => part.start < span.end && part.end > span.start))];
  return all.sort((one, other) => one.start - other.start);
}

function offerPopover() {
  if (!popover) return;
  const spans = currentSpans();
  if (!spans) return popover.hide();
  popover.show(getSelection().getRangeAt(0), marked().map((span) => span.exact).join(" […] "), { claimIsOpen: Boolean(openClaim()) });
  return undefined;
}

function mention(role) {
  const spans = marked();
  if (!openClaim()) return say("Open a claim first: its cue or source is marked for it.", "warning");
  if (!spans.length) return role === "source" ? document.getElementById("source")?.focus() : undefined;
  send(document.getElementById("mention-form"), { spans: JSON.stringify(spans), role });
  forget();
  return undefined;
}

function moveBorder(side, by) {
  const card = document.getElementById(`card-${openClaim()}`);
  if (!card) return;
  const spans = card.dataset.spans.split(";").map((part) => part.split("-").map(Number));
  const span = side === "start" ? spans[0] : spans.at(-1);
  const place = side === "start" ? span[0] : span[1];
  const paragraph = paragraphAt(text(), side === "start" ? place : place - 1);
  const unit = unitAt(paragraph, place);
  const list = words(paragraph.textContent, language).map((word) => word[side === "start" ? 0 : 1]);
  const next = by > 0 ? list.find((border) => border > unit) : list.findLast((border) => border < unit);
  if (next === undefined) return;
  const moved = toCodePoint({ paragraph, unit: next });
  if (side === "start" ? moved >= span[1] : moved <= span[0]) return;
  span[side === "start" ? 0 : 1] = moved;
  const sent = spans.map(([start, end]) => ({ start, end, exact: rangeOf(text(), start, end).toString() }));
  send(document.getElementById("place-form"), { spans: JSON.stringify(sent) });
}

function openNeighbour(by) {
  const cards = [...document.querySelectorAll("#cards [data-claim]")];
  const place = cards.findIndex((card) => card.dataset.claim === openClaim());
  const next = cards[place < 0 ? (by > 0 ? 0 : cards.length - 1) : place + by];
  if (next) openCard(next.dataset.claim);
}

// Only the list scrolls, never the page: on a narrow screen the list stands far below the text.
function revealCard(id) {
  const card = document.getElementById(`card-${id}`);
  const list = document.getElementById("cards");
  if (!card || list.scrollHeight <= list.clientHeight) return;
  const [inner, outer] = [card.getBoundingClientRect(), list.getBoundingClientRect()];
  if (inner.top < outer.top) list.scrollTop += inner.top - outer.top;
  else if (inner.bottom > outer.bottom) list.scrollTop += inner.bottom - outer.bottom;
}

function openCard(id) {
  document.getElementById(`card-${id}`)?.querySelector("a").click();
  revealCard(id);
}

function showMarks(id, name) {
  for (const mark of text().querySelectorAll(`mark.${name}`)) mark.classList.remove(name);
  for (const card of document.querySelectorAll(`#cards .${name}`)) card.classList.remove(name);
  if (!id) return;
  for (const mark of text().querySelectorAll(`mark[data-claims~="${id}"]`)) mark.classList.add(name);
  document.getElementById(`card-${id}`)?.classList.add(name);
}

function close() {
  if (document.getElementById("help").open) return document.getElementById("help").close();
  if (parts.length || !getSelection().isCollapsed) {
    forget();
  } else if (openClaim()) {
    panel().dataset.claim = "";
    showMarks("", "active");
    panel().replaceChildren();
    history.replaceState(null, "", location.pathname);
  }
  article.focus();
  return undefined;
}

const press = (name) => {
  const button = document.querySelector(`.sidebar [data-command="${name}"]`);
  if (button && !button.disabled) button.click();
};

const commands = {
  "mark-claim": () => {
    const spans = marked();
    if (!spans.length) return;
    send(document.getElementById("new-claim"), { spans: JSON.stringify(spans), quote: "" });
    forget();
  },
  "mark-cue": () => mention("cue"),
  "mark-source": () => mention("source"),
  "add-part": () => {
    const spans = currentSpans();
    if (!spans) return;
    parts = marked();
    getSelection().removeAllRanges();
    popover?.hide();
    paintPending();
    say(`${parts.length} part${parts.length === 1 ? "" : "s"} kept; select the next one, then press c.`);
  },
  "own-words": () => (panel().querySelector("[data-command=own-words][data-close]") ? close() : press("own-words")),
  "next-step": () => document.getElementById("source")?.focus(),
  "edit-claim": () => {
    const details = panel().querySelector(".claim-details");
    if (!details) return;
    details.open = true;
    details.querySelector("input:not([type=hidden])").focus();
  },
  "start-back": () => moveBorder("start", -1),
  "start-on": () => moveBorder("start", 1),
  "end-back": () => moveBorder("end", -1),
  "end-on": () => moveBorder("end", 1),
  "withdraw": () => press("withdraw"),
  "undo": () => press("undo"),
  "redo": () => press("redo"),
  "finish": () => press("finish"),
  "next-sentence": () => caret.sentence(1),
  "previous-sentence": () => caret.sentence(-1),
  "next-word": () => caret.word(1),
  "previous-word": () => caret.word(-1),
  "extend-word": () => caret.extend(1),
  "shrink-word": () => caret.extend(-1),
  "select-sentence": () => caret.wholeSentence(),
  "next-claim": () => openNeighbour(1),
  "previous-claim": () => openNeighbour(-1),
  "close": close,
  "help": () => document.getElementById("help").showModal(),
};
for (let number = 1; number < 10; number += 1) {
  commands[`pick-${number}`] = () => panel().querySelector(`[data-pick="${number}"]`)?.click();
}
const changing = new Set(["mark-claim", "mark-cue", "mark-source", "add-part", "own-words", "next-step", "edit-claim",
  "start-back", "start-on", "end-back", "end-on", "withdraw", "undo", "redo", "finish"]);
const byKey = new Map(Object.entries(keys).map(([command, key]) => [key, command]));
for (let number = 2; number < 10; number += 1) byKey.set(String(number), `pick-${number}`);

function pressed(event) {
  if (event.ctrlKey || event.metaKey) return event.key === "Enter" ? "Control+Enter" : "";
  if (event.altKey) return "";
  return event.shiftKey && /^[A-Z]$/.test(event.key) ? `Shift+${event.key}` : event.key;
}

const typing = (element) => element.closest("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  const command = byKey.get(pressed(event));
  if (!command || event.defaultPrevented) return;
  const inField = typing(event.target);
  const pick = command.startsWith("pick-");
  // In the source field a digit picks from the list; a source whose name begins with one is typed after a space.
  if (inField && !(command === "close" || (command === "finish") || (pick && event.target.matches("[data-slot]")))) return;
  if (!inField && command !== "close" && event.target.closest("summary, a, button, dialog") && (event.key === "Enter" || event.key === " ")) return;
  if (document.getElementById("help").open && command !== "close") return;
  if (changing.has(command) && !mayAnnotate) return;
  if (pick && !panel().querySelector(`[data-pick="${command.slice(5)}"]`)) return;
  event.preventDefault();
  commands[command]();
  if (/word|sentence/.test(command)) offerPopover();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-command]");
  if (button?.type === "button") {
    event.preventDefault();
    commands[button.dataset.command]();
  }
});

article.addEventListener("pointerup", (event) => {
  exactly = event.shiftKey;
  // The browser clears an old selection only after this event.
  setTimeout(() => {
    if (getSelection().isCollapsed) {
      popover?.hide();
      const ids = event.target.closest("mark")?.dataset.claims?.split(" ").filter(Boolean) ?? [];
      if (ids.length) openCard(ids[(ids.indexOf(openClaim()) + 1) % ids.length]);
    } else offerPopover();
  });
});
document.addEventListener("selectionchange", () => { if (getSelection().isCollapsed) popover?.hide(); });
popoverElement?.addEventListener("pointerdown", (event) => event.preventDefault());

for (const [kind, name] of [["mouseover", "lit"], ["focusin", "lit"]]) {
  root.addEventListener(kind, (event) => {
    const card = event.target.closest("[data-claim]");
    const mark = event.target.closest("mark[data-claims]");
    if (card?.closest("#cards")) showMarks(card.dataset.claim, name);
    else if (mark) showMarks(mark.dataset.claims.split(" ")[0], name);
    else showMarks("", name);
  });
}

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target?.id !== "panel" && event.detail.elt?.id !== "panel") return;
  showMarks(openClaim(), "active");
  revealCard(openClaim());
  const failed = panel().querySelector("[role=alert]");
  if (failed) failed.scrollIntoView({ block: "nearest" });
  if (!typing(document.activeElement) && !panel().contains(document.activeElement)) article.focus({ preventScroll: true });
});
document.addEventListener("htmx:beforeRequest", () => { const saved = document.getElementById("saved"); if (saved) saved.textContent = "Saving…"; });

if (openClaim()) revealCard(openClaim());
