// Moving through the text by keyboard: words, sentences, selecting them. The selection of the page is the caret.

import { placeOf, pointAt } from "./offsets.js";
import { sentences, words } from "./words.js";

export class Caret {
  constructor(text, language) {
    this.text = text;
    this.language = language;
  }

  paragraphs() { return [...this.text.querySelectorAll("[data-start]")]; }

  here() {
    const selection = getSelection();
    if (selection.rangeCount && this.text.contains(selection.focusNode)) return placeOf(selection.focusNode, selection.focusOffset);
    const paragraph = this.paragraphs()[0];
    return paragraph ? { paragraph, unit: -1 } : null;
  }

  select(paragraph, [start, end]) {
    const range = document.createRange();
    range.setStart(...pointAt(paragraph, start));
    range.setEnd(...pointAt(paragraph, end));
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    const box = range.getBoundingClientRect();
    if (box.top < 60 || box.bottom > innerHeight - 40) paragraph.scrollIntoView({ block: "center" });
  }

  // The unit after or before the caret, in the neighbouring paragraph where this one ends.
  step(cut, by) {
    const here = this.here();
    if (!here) return;
    const all = this.paragraphs();
    let place = all.indexOf(here.paragraph);
    const own = cut(here.paragraph.textContent, this.language);
    const selection = getSelection();
    const start = selection.rangeCount && !selection.isCollapsed && this.text.contains(selection.anchorNode)
      ? placeOf(selection.getRangeAt(0).startContainer, selection.getRangeAt(0).startOffset).unit : here.unit;
    let found = by > 0 ? own.find(([from]) => from > start) : own.findLast(([, to]) => to <= start);
    while (!found && (place += by) >= 0 && place < all.length) {
      const list = cut(all[place].textContent, this.language);
      found = by > 0 ? list[0] : list.at(-1);
    }
    if (found) this.select(all[Math.max(0, Math.min(place, all.length - 1))], found);
  }

  word(by) { this.step(words, by); }

  sentence(by) { this.step(sentences, by); }

  wholeSentence() {
    const here = this.here();
    if (!here) return;
    const found = sentences(here.paragraph.textContent, this.language).find(([from, to]) => to >= Math.max(0, here.unit) && from <= Math.max(0, here.unit));
    if (found) this.select(here.paragraph, found);
  }

  // Moves the end of the selection by a word, within its paragraph.
  extend(by) {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return this.word(1);
    const range = selection.getRangeAt(0);
    const start = placeOf(range.startContainer, range.startOffset);
    const end = placeOf(range.endContainer, range.endOffset);
    const list = words(end.paragraph.textContent, this.language);
    const found = by > 0 ? list.find(([, to]) => to > end.unit) : list.findLast(([from, to]) => to < end.unit && (start.paragraph !== end.paragraph || from >= start.unit));
    if (!found) return undefined;
    range.setEnd(...pointAt(end.paragraph, found[1]));
    selection.removeAllRanges();
    selection.addRange(range);
    return undefined;
  }
}
