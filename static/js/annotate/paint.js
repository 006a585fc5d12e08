// Paint that is gone with the next save: what is selected in parts, what is not saved yet, the word at the caret.

import { rangeOf } from "./offsets.js";
import { article, root, text } from "./screen.js";

const highlights = globalThis.CSS?.highlights;

function paint(name, spans) {
  if (!highlights) return;
  const ranges = spans.map(({ start, end }) => rangeOf(text(), start, end)).filter(Boolean);
  if (ranges.length) highlights.set(name, new Highlight(...ranges));
  else highlights.delete(name);
}

export const paintParts = (spans) => paint("parts", spans);
export const paintUnsaved = (entries) =>
  paint("pending", entries.filter((entry) => entry.address === root.dataset.address).flatMap((entry) => entry.spans));

// The bar before a word. Positions are set on the element by script: the policy forbids style attributes in markup, not this.
export function paintCaret(range) {
  const bar = document.getElementById("caret");
  bar.hidden = !range;
  if (!range) return null;
  const box = range.getClientRects()[0] ?? range.getBoundingClientRect();
  const outer = article.getBoundingClientRect();
  const rightToLeft = getComputedStyle(range.startContainer.parentElement).direction === "rtl";
  bar.style.left = `${(rightToLeft ? box.right : box.left) - outer.left - 1}px`;
  bar.style.top = `${box.top - outer.top}px`;
  bar.style.height = `${box.height}px`;
  return box;
}
