// The source slot of the open claim: sources as one types, picked by number, by arrow or by name; new ones in place.

import { panel, root } from "./screen.js";

const PAUSE_MS = 50;
let timer = 0;
let waiting = false;

const slot = () => panel().querySelector("[data-slot]");
const options = () => document.getElementById("source-options");
const tidy = (words) => words.trim();

export function focusSlot() {
  slot()?.focus();
  return Boolean(slot());
}

async function ask() {
  const words = tidy(slot()?.value ?? "");
  const response = await fetch(`${root.dataset.sources}?source=${encodeURIComponent(words)}`, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!slot() || tidy(slot().value) !== words) return;
  const page = response?.ok && !response.redirected ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
  const found = page?.getElementById("source-options");
  if (!slot() || tidy(slot().value) !== words) return;
  if (found) options().replaceWith(document.importNode(found, true));
  else if (waiting) send(words);
  if (waiting) enter();
}

const send = (words) => { waiting = false; slot().value = words; slot().form.requestSubmit(); };
const pick = (button) => { waiting = false; slot().form.requestSubmit(button); };

// Enter takes the source that is named; a part of a name leads to the list first, so that nobody is taken for another.
function enter() {
  const words = tidy(slot().value);
  if (!words) return;
  if (options().dataset.typed !== words) {
    waiting = true;
    return;
  }
  waiting = false;
  const exact = options().dataset.exact;
  const first = options().querySelector("[data-pick]");
  if (exact) pick([...options().querySelectorAll("[data-pick]")].find((one) => one.value === exact) ?? first);
  else if (first) first.focus();
  else send(words);
}

function arrow(event, by) {
  const all = [slot(), ...options().querySelectorAll("[data-pick]")];
  const place = all.indexOf(event.target);
  if (place < 0) return;
  event.preventDefault();
  all[Math.max(0, Math.min(all.length - 1, place + by))].focus();
}

document.addEventListener("input", (event) => {
  if (!event.target.matches("[data-slot]")) return;
  waiting = false;
  clearTimeout(timer);
  timer = setTimeout(ask, PAUSE_MS);
});

document.addEventListener("keydown", (event) => {
  const inSlot = event.target.matches("[data-slot]");
  if (!inSlot && !event.target.matches("#source-options [data-pick]")) return;
  if (event.key === "ArrowDown") arrow(event, 1);
  else if (event.key === "ArrowUp") arrow(event, -1);
  else if (inSlot && event.key === "Enter" && !event.isComposing) {
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) {
      if (tidy(slot().value)) send(slot().value);
    } else enter();
  }
});
