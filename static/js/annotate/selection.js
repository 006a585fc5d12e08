// What is marked just now: the parts kept by "+", and the selection; as spans in code points.

import { rangeOf } from "./offsets.js";
import { paintParts } from "./paint.js";
import { language, text } from "./screen.js";
import { spansOf } from "./words.js";

let parts = [];
let exactly = false;

// Shift at the end of a drag: these characters and no others.
export const takeExactly = (wanted) => { exactly = wanted; };
export const selectedSpans = () => spansOf(getSelection(), text(), language, { exact: exactly });
export const isSelecting = () => !getSelection().isCollapsed && Boolean(selectedSpans());
export const hasParts = () => parts.length > 0;

export function marked() {
  const now = selectedSpans() ?? [];
  const all = [...parts, ...now.filter((span) => !parts.some((part) => part.start < span.end && part.end > span.start))];
  return all.sort((one, other) => one.start - other.start);
}

export const quoted = (spans) => spans.map((span) => span.exact).join(" […] ");

export function keepPart() {
  if (!selectedSpans()) return 0;
  parts = marked();
  getSelection().removeAllRanges();
  paintParts(parts);
  return parts.length;
}

export function forget() {
  parts = [];
  exactly = false;
  paintParts(parts);
  getSelection().removeAllRanges();
}

// Spans as the server takes them, of pairs of code points.
export const withWords = (pairs) => pairs.map(([start, end]) => ({ start, end, exact: rangeOf(text(), start, end).toString() }));
