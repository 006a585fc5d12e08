// The armed label: each next selection is marked as a claim with it at once, until Escape.

import { say } from "../page.js";
import { article } from "./screen.js";

const chips = () => [...document.querySelectorAll("[data-arm]")];

export const armed = () => document.querySelector("[data-arm][aria-pressed=true]")?.dataset.arm ?? "";

export function arm(label) {
  for (const chip of chips()) chip.setAttribute("aria-pressed", String(chip.dataset.arm === label && label !== ""));
  const words = document.getElementById("armed");
  words.textContent = label ? `Every selection becomes a claim “${label}”. Esc ends it.` : "";
  article.focus({ preventScroll: true });
}

// The second `c`: choose by number, by arrow, or by Tab and Enter.
export function choose() {
  const [first] = chips();
  if (!first) return say("This workspace has no labels yet; the first one is made in the details of a claim.", "warning");
  return (chips().find((chip) => chip.dataset.arm === armed()) ?? first).focus();
}

export const isChoosing = () => Boolean(document.activeElement?.matches("[data-arm]"));

document.addEventListener("click", (event) => {
  const chip = event.target.closest("[data-arm]");
  if (chip) arm(chip.dataset.arm === armed() ? "" : chip.dataset.arm);
});

document.addEventListener("keydown", (event) => {
  if (!event.target.matches("[data-arm]")) return;
  const all = chips();
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const picked = /^[1-9]$/.test(event.key) ? all[Number(event.key) - 1] : null;
  if (!by && !picked) return;
  event.preventDefault();
  event.stopPropagation();
  if (picked) arm(picked.dataset.arm);
  else all[(all.indexOf(event.target) + by + all.length) % all.length].focus();
}, true);
