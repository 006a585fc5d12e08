// Puts what the server answers into the page: only what changed, and nothing that somebody is typing or selecting.

import { placeOf, pointAt, paragraphAt, toCodePoint, unitAt } from "./offsets.js";
import { cardOf, cards, openClaim, panel, revealCard, root, show, spansFrom, text } from "./screen.js";

const node = (found) => document.importNode(found, true);

// The selection in code points, so that it survives the paragraphs it stands in.
function keepingSelection(change) {
  const selection = getSelection();
  const points = selection.rangeCount && text().contains(selection.anchorNode) && text().contains(selection.focusNode)
    ? [placeOf(selection.anchorNode, selection.anchorOffset), placeOf(selection.focusNode, selection.focusOffset)] : null;
  const kept = points?.every(Boolean) ? points.map(toCodePoint) : null;
  change();
  if (!kept) return;
  const [anchor, focus] = kept.map((place) => {
    const paragraph = paragraphAt(text(), place);
    return pointAt(paragraph, unitAt(paragraph, place));
  });
  if (selection.anchorNode !== anchor[0] || selection.focusNode !== focus[0]) selection.setBaseAndExtent(...anchor, ...focus);
}

function putParagraphs(page) {
  const changed = [...page.querySelectorAll("p[data-start]")].filter((found) => {
    const own = document.getElementById(found.id);
    return own && own.outerHTML !== found.outerHTML;
  });
  if (changed.length) {
    keepingSelection(() => {
      for (const found of changed) document.getElementById(found.id).replaceWith(node(found));
    });
  }
  for (const found of changed) countInStrip(found.id, Number(found.dataset.count));
}

function countInStrip(anchor, count) {
  const tick = document.querySelector(`[data-tick="${anchor}"]`);
  if (!tick) return;
  tick.dataset.count = count;
  tick.querySelector("title").textContent = `${count} claim${count === 1 ? "" : "s"}`;
}

// The server's order: by start, the longer one first, then by id.
function order(card) {
  const spans = spansFrom(card.dataset.spans);
  return [spans[0][0], -spans.at(-1)[1], card.dataset.claim];
}

function isBefore(one, other) {
  const place = one.findIndex((value, index) => value !== other[index]);
  return place >= 0 && one[place] < other[place];
}

function putCards(page) {
  const list = page.querySelector("[data-changed]");
  if (!list) return;
  const focused = document.activeElement?.closest("#cards > [data-claim]")?.dataset.claim;
  for (const id of list.dataset.changed.split(" ").filter(Boolean)) cardOf(id)?.remove();
  for (const found of list.children) {
    const own = order(found);
    const behind = cards().find((card) => isBefore(own, order(card)));
    if (behind) behind.before(node(found));
    else document.getElementById("cards").append(node(found));
  }
  if (focused && !document.activeElement?.closest("#cards")) cardOf(focused)?.querySelector("[data-open]").focus();
}

// What was typed and not sent, and where; the same fields of the new panel get it back.
function typed(element) {
  const fields = [...element.querySelectorAll("input:not([type=hidden]), textarea, select")].filter((one) => one.id && isChanged(one));
  return {
    values: fields.map((one) => [one.id, one.value]),
    open: [...element.querySelectorAll("details[open]")].map((one) => [one.className, one.closest("[data-step]")?.dataset.step ?? ""]),
    focus: element.contains(document.activeElement) ? document.activeElement : null,
    scroll: element.scrollTop,
  };
}

const isChanged = (field) => (field.options ? [...field.options].some((one) => one.selected !== one.defaultSelected) : field.value !== field.defaultValue);

function giveBack(element, { values, open, focus, scroll }) {
  for (const [id, value] of values) {
    const field = element.querySelector(`#${CSS.escape(id)}`);
    if (field) field.value = value;
  }
  for (const [name, step] of open) {
    const found = [...element.querySelectorAll("details")].find((one) => one.className === name && (one.closest("[data-step]")?.dataset.step ?? "") === step);
    if (found) found.open = true;
  }
  const place = focus?.id && element.querySelector(`#${CSS.escape(focus.id)}`);
  if (place) {
    place.focus({ preventScroll: true });
    if (focus.selectionStart !== undefined && focus.selectionStart !== null) place.setSelectionRange(focus.selectionStart, focus.selectionEnd);
  }
  element.scrollTop = scroll;
}

// `sent` is the form that was saved with this answer: what stood in it is no unsaved typing any more.
export function putPanel(found, { sent = "" } = {}) {
  const own = panel();
  const same = own.dataset.claim === found.dataset.claim && own.dataset.claim;
  const kept = same ? typed(own) : null;
  if (kept && sent) kept.values = kept.values.filter(([id]) => !own.querySelector(`#${CSS.escape(id)}`).closest("form")?.action.endsWith(sent));
  const focused = own.contains(document.activeElement);
  const listed = own.querySelector("#source-options");
  own.replaceWith(node(found));
  globalThis.htmx?.process(panel());
  if (kept) giveBack(panel(), kept);
  // What somebody types has its list already; it does not jump away under the number that is about to be pressed.
  const slot = panel().querySelector("[data-slot]");
  if (listed && slot?.value) panel().querySelector("#source-options").replaceWith(listed);
  if (slot?.value && listed?.dataset.typed !== slot.value.trim()) slot.dispatchEvent(new Event("input", { bubbles: true }));
  if (focused && !panel().contains(document.activeElement)) document.getElementById("article").focus({ preventScroll: true });
  show(openClaim(), "active");
  revealCard(openClaim());
  panel().querySelector("[role=alert]")?.scrollIntoView({ block: "nearest" });
  const address = openClaim() ? `${root.dataset.address}?claim=${openClaim()}` : root.dataset.address;
  history.replaceState(null, "", address);
}

function putWhole(page) {
  for (const id of ["text", "cards"]) {
    const found = page.getElementById(id);
    if (found) document.getElementById(id).replaceWith(node(found));
  }
  for (const paragraph of text().querySelectorAll("[data-start]")) countInStrip(paragraph.id, Number(paragraph.dataset.count));
}

const isWhole = (page) => Boolean(page.getElementById("text"));
export const isOtherVersion = (page) => {
  const version = page.getElementById("panel")?.dataset.version;
  return Boolean(version) && version !== root.dataset.version && !isWhole(page);
};

// Text, cards and buttons of an answer; its panel only where `opens` is still the claim that is open.
export function put(page, { opens, sent }) {
  if (isWhole(page)) {
    putWhole(page);
    root.dataset.version = page.getElementById("panel").dataset.version;
  } else {
    putParagraphs(page);
    putCards(page);
  }
  const buttons = page.getElementById("history");
  if (buttons) document.getElementById("history").replaceWith(node(buttons));
  const found = page.getElementById("panel");
  if (found && openClaim() === opens) putPanel(found, { sent });
  else show(openClaim(), "active");
}
