// What each command of the key registry does on the annotate screen; buttons run the same ones.

import { say } from "../page.js";
import { findSame } from "../same.js";
import { caret } from "./caret.js";
import { armed, arm, choose } from "./labels.js";
import { nudge } from "./nudge.js";
import { paragraphAt, unitAt } from "./offsets.js";
import * as popover from "./popover.js";
import { article, cardOf, cards, help, marksOf, openClaim, panel, reveal, revealCard, show, spansFrom, text } from "./screen.js";
import { forget, hasParts, isSelecting, keepPart, marked, quoted } from "./selection.js";
import { close, open, pend, save, sender } from "./saving.js";
import { uuid7 } from "./outbox.js";
import { focusSlot } from "./slot.js";

const press = (name) => {
  const button = document.querySelector(`[data-command="${name}"]:not([data-close])`);
  if (button && !button.disabled && button.form) button.form.requestSubmit(button);
};

export function offer() {
  if (isSelecting()) popover.offer(marked());
  else popover.hide();
}

function done() {
  forget();
  popover.hide();
}

export function markClaim() {
  const spans = marked();
  if (!spans.length) return getSelection().isCollapsed ? choose() : say("Only spaces are selected; select words.", "warning");
  const id = uuid7();
  const quote = quoted(spans);
  const fields = { id, label: armed(), quote: "", spans: JSON.stringify(spans) };
  save(document.getElementById("new-claim"), fields, { spans, quote, makes: id, words: `Claim “${quote.slice(0, 80)}”` });
  const start = spans[0].start;
  done();
  pend(id, quote);
  standAt(start);
  return undefined;
}

function mention(role, source = "") {
  const spans = marked();
  if (!openClaim()) return say("Open a claim first: its cue or source is marked for it.", "warning");
  if (!spans.length) return role === "source" ? focusSlot() : say("Select the words first, then press the key.", "warning");
  const words = quoted(spans);
  const match = role === "source" ? source || popover.exactMatch(words) : "";
  save(document.getElementById("mention-form"), { spans: JSON.stringify(spans), role, source_id: match }, { spans, words: `“${words.slice(0, 80)}” as a ${role}` });
  done();
  return standAt(spans[0].start);
}

// The caret goes where something was marked, so that the keys go on from there.
function standAt(codePoint) {
  const paragraph = paragraphAt(text(), codePoint);
  if (!paragraph) return;
  caret.place = { id: paragraph.id, unit: unitAt(paragraph, codePoint) };
  caret.draw({ scroll: false });
}

function addPart() {
  const count = keepPart();
  if (!count) return;
  popover.hide();
  say(`${count} part${count === 1 ? "" : "s"} kept; select the next one, then press c.`);
}

function neighbour(by) {
  const all = cards();
  const place = all.findIndex((card) => card.dataset.claim === openClaim());
  const next = all[place < 0 ? (by > 0 ? 0 : all.length - 1) : place + by];
  if (!next) return;
  void open(next.dataset.claim);
  revealCard(next.dataset.claim);
  toText(next.dataset.claim, { focus: !document.activeElement.closest("#cards") });
}

// The shortest claim at a mark; the same place again, the next one outward.
export function openAt(mark) {
  const ids = mark?.dataset.claims?.split(" ").filter(Boolean) ?? [];
  if (!ids.length) return "";
  const next = ids[(ids.indexOf(openClaim()) + 1) % ids.length];
  void open(next);
  return next;
}

function toText(id, { focus = true } = {}) {
  const [first] = marksOf(id);
  if (!first) return;
  reveal(first.getBoundingClientRect());
  if (focus) article.focus({ preventScroll: true });
  const [span] = spansFrom(cardOf(id)?.dataset.spans ?? "");
  if (span) standAt(span[0]);
}

// From the text to the open claim's card, and from the card, or anything beside the text, back.
function jump() {
  const id = document.activeElement?.closest("#cards > [data-claim]")?.dataset.claim ?? openClaim();
  if (!id) return;
  if (document.activeElement && !article.contains(document.activeElement) && document.activeElement !== document.body) toText(id);
  else cardOf(id)?.querySelector("[data-open]")?.focus();
}

function escape() {
  if (help().open) help().close();
  else if (hasParts() || isSelecting() || popover.isOpen()) done();
  else if (document.activeElement !== article && document.activeElement !== document.body) article.focus({ preventScroll: true });
  else if (armed()) arm("");
  else if (openClaim()) close();
  article.focus({ preventScroll: true });
  caret.draw({ scroll: false });
}

function enter() {
  if (!isSelecting()) return openAt(caret.mark());
  return openClaim() && !armed() ? mention("source") : markClaim();
}

const moving = (kind, by) => () => { popover.hide(); caret.move(kind, by); light(); };
const extending = (kind, by) => () => { caret.extend(kind, by); offer(); };

function light() {
  const ids = caret.mark()?.dataset.claims?.split(" ") ?? [];
  show(ids[0] ?? "", "lit");
}

export function details() {
  const found = panel().querySelector(".claim-details");
  if (!found) return;
  found.open = true;
  found.querySelector("input:not([type=hidden])").focus();
}

async function finish() {
  await sender.run();
  const count = sender.outbox.waiting().length;
  if (count) say(`${count} change${count === 1 ? " is" : "s are"} not saved yet; finish when they are.`, "warning");
  else press("finish");
}

function pickNumber(number) {
  if (popover.isOpen()) {
    const match = document.querySelector(`#match [data-pick="${number}"]`);
    if (match) mention("source", match.dataset.match);
  } else panel().querySelector(`[data-pick="${number}"]`)?.click();
}

export const commands = {
  "mark-claim": markClaim,
  "mark-cue": () => mention("cue"),
  "mark-source": () => mention("source"),
  "add-part": addPart,
  "open-here": enter,
  "own-words": () => (panel().querySelector("[data-command=own-words][data-close]") ? close() : press("own-words")),
  "next-step": focusSlot,
  "edit-claim": details,
  "find-same": () => findSame(marked()),
  "start-back": () => { nudge(0, -1); offer(); },
  "start-on": () => { nudge(0, 1); offer(); },
  "end-back": () => { nudge(1, -1); offer(); },
  "end-on": () => { nudge(1, 1); offer(); },
  "withdraw": () => press("withdraw"),
  "undo": () => press("undo"),
  "redo": () => press("redo"),
  "finish": finish,
  "next-sentence": moving("sentence", 1),
  "previous-sentence": moving("sentence", -1),
  "next-word": moving("word", 1),
  "previous-word": moving("word", -1),
  "extend-word": extending("word", 1),
  "shrink-word": extending("word", -1),
  "extend-sentence": extending("sentence", 1),
  "shrink-sentence": extending("sentence", -1),
  "select-sentence": (at) => { caret.wholeSentence(at); offer(); },
  "next-claim": () => neighbour(1),
  "previous-claim": () => neighbour(-1),
  "jump": jump,
  "close": escape,
  "help": () => help().showModal(),
};
for (let number = 1; number < 10; number += 1) commands[`pick-${number}`] = () => pickNumber(number);

export const offersPick = (number) => Boolean(document.querySelector(
  popover.isOpen() ? `#match [data-pick="${number}"]` : `#panel [data-pick="${number}"]`,
));

document.addEventListener("click", (event) => {
  const match = event.target.closest("[data-match]");
  if (match) mention("source", match.dataset.match);
});
