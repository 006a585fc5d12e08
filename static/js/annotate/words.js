// Words and sentences of a paragraph, in UTF-16 units, and the spans a selection means.

import { placeOf, toCodePoint } from "./offsets.js";

const languages = new Map();
function segmenter(language, granularity) {
  const key = `${language} ${granularity}`;
  if (!languages.has(key)) {
    let made;
    try { made = new Intl.Segmenter(language || undefined, { granularity }); } catch { made = new Intl.Segmenter(undefined, { granularity }); }
    languages.set(key, made);
  }
  return languages.get(key);
}

export function words(text, language) {
  return [...segmenter(language, "word").segment(text)].filter((part) => part.isWordLike)
    .map((part) => [part.index, part.index + part.segment.length]);
}

export function sentences(text, language) {
  return [...segmenter(language, "sentence").segment(text)].map((part) => {
    const end = part.index + part.segment.trimEnd().length;
    return [part.index, end];
  }).filter(([start, end]) => end > start);
}

// A border inside a word moves to the word's edge; white space and loose punctuation at the ends fall away.
export function snapped(text, start, end, language) {
  const list = words(text, language);
  const first = list.find(([from, to]) => to > start && from < end);
  const last = list.findLast(([from, to]) => from < end && to > start);
  // A selection of signs alone, an emoji for example, is taken as it is.
  if (!first || !last) return trimmed(text, start, end);
  const left = first[0] < start || text.slice(start, first[0]).search(/[^\s.,;:!?)\]}»”’—–-]/) < 0 ? first[0] : start;
  const right = last[1] > end || text.slice(last[1], end).search(/[^\s.,;:!?(\[{«“‘—–-]/) < 0 ? last[1] : end;
  return [Math.min(left, first[0]), Math.max(right, last[1])];
}

export function trimmed(text, start, end) {
  while (start < end && /\s/.test(text[start])) start += 1;
  while (end > start && /\s/.test(text[end - 1])) end -= 1;
  return start < end ? [start, end] : null;
}

// What the selection means: [{start, end, exact}] in code points, one part a paragraph; null where nothing is marked.
export function spansOf(selection, text, language, { exact = false } = {}) {
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(text)) return null;
  const spans = [];
  for (const paragraph of text.querySelectorAll("[data-start]")) {
    if (!range.intersectsNode(paragraph)) continue;
    const content = paragraph.textContent;
    const from = paragraph.contains(range.startContainer) ? placeOf(range.startContainer, range.startOffset).unit : 0;
    const to = paragraph.contains(range.endContainer) ? placeOf(range.endContainer, range.endOffset).unit : content.length;
    if (from >= to) continue;
    const units = exact ? trimmed(content, from, to) : snapped(content, from, to, language);
    if (!units) continue;
    spans.push({
      start: toCodePoint({ paragraph, unit: units[0] }),
      end: toCodePoint({ paragraph, unit: units[1] }),
      exact: content.slice(...units),
    });
  }
  return spans.length ? spans : null;
}
