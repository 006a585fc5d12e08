// The one popover at the selection: what can be done with the marked words, and whom they name.

import { openClaim, root } from "./screen.js";
import { quoted } from "./selection.js";

const element = document.getElementById("popover");
const LONGEST_NAME = 160;
const PAUSE_MS = 80;
let timer = 0;
let asked = "";

export const isOpen = () => Boolean(element) && !element.hidden;

export function hide() {
  if (!element) return;
  clearTimeout(timer);
  element.hidden = true;
}

export function offer(spans) {
  if (!element) return;
  if (!spans?.length) return hide();
  const words = quoted(spans);
  document.getElementById("popover-quote").textContent = words.length > 300 ? `${words.slice(0, 300)}…` : words;
  for (const button of element.querySelectorAll("[data-needs-claim]")) button.hidden = !openClaim();
  element.querySelector("[data-command=mark-claim]").classList.toggle("primary", !openClaim());
  element.querySelector("[data-command=mark-source]").classList.toggle("primary", Boolean(openClaim()));
  document.getElementById("match").replaceChildren();
  element.hidden = false;
  stand();
  if (openClaim() && words.length <= LONGEST_NAME) propose(words);
}

function stand() {
  const range = getSelection().getRangeAt(0);
  const boxes = range.getClientRects();
  const last = boxes[boxes.length - 1] ?? range.getBoundingClientRect();
  const width = element.offsetWidth;
  const below = last.bottom + element.offsetHeight + 16 < innerHeight;
  const top = below ? last.bottom + 8 : boxes[0].top - element.offsetHeight - 8;
  // Positions are set on the element by script: the policy forbids style attributes in markup, not this.
  element.style.insetInlineStart = "auto";
  element.style.left = `${Math.max(8, Math.min(last.left + scrollX, document.documentElement.clientWidth - width - 8))}px`;
  element.style.top = `${Math.max(scrollY + 8, top + scrollY)}px`;
}

// Whom of the registry the words name; the answer is only shown while they are still the marked ones.
function propose(words) {
  clearTimeout(timer);
  asked = words;
  timer = setTimeout(async () => {
    const response = await fetch(`${root.dataset.sources}?for=mention&source=${encodeURIComponent(words)}`, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (!response?.ok || response.redirected || asked !== words) return;
    const found = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("match");
    if (!found || asked !== words || element.hidden) return;
    document.getElementById("match").replaceWith(document.importNode(found, true));
    stand();
  }, PAUSE_MS);
}

// The source of the registry that these words name, if the popover shows one.
export const exactMatch = (words) => {
  const shown = document.getElementById("match");
  return shown?.dataset.typed === words && shown.dataset.exact ? shown.dataset.exact : "";
};

element?.addEventListener("pointerdown", (event) => event.preventDefault());
