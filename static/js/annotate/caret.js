// Moving through the text by keyboard: a caret before a word, sentences, and a selection that grows from it by words.

import { placeOf, pointAt } from "./offsets.js";
import { paintCaret } from "./paint.js";
import { article, language, reveal, text } from "./screen.js";
import { sentences, words } from "./words.js";

const paragraphs = () => [...text().querySelectorAll("[data-start]")];
const cut = { word: words, sentence: sentences };
const before = (one, other) => one.paragraph === other.paragraph
  ? one.unit < other.unit
  : Boolean(one.paragraph.compareDocumentPosition(other.paragraph) & Node.DOCUMENT_POSITION_FOLLOWING);

// Both ends of the selection in order of the text; null without one.
function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const [start, end] = [placeOf(range.startContainer, range.startOffset), placeOf(range.endContainer, range.endOffset)];
  return start && end ? { start, end } : null;
}

class Caret {
  // Where it stands: a paragraph's id, since paragraphs are replaced as they change, and a unit within it.
  place = null;
  // The end of the selection that stays while the other one moves: "start" or "end".
  fixed = "start";

  here() {
    const paragraph = this.place && document.getElementById(this.place.id);
    return paragraph ? { paragraph, unit: this.place.unit } : null;
  }

  put(paragraph, unit) {
    this.place = { id: paragraph.id, unit };
    this.fixed = "start";
    getSelection().removeAllRanges();
    this.draw();
  }

  draw({ scroll = true } = {}) {
    const here = this.here();
    if (!here || selected()) return paintCaret(null);
    const range = document.createRange();
    range.setStart(...pointAt(here.paragraph, here.unit));
    range.setEnd(...pointAt(here.paragraph, Math.min(here.unit + 1, here.paragraph.textContent.length)));
    const box = paintCaret(range);
    if (scroll) reveal(box);
    return undefined;
  }

  // Without a scroll or a key nobody sees where it would be.
  hide() { paintCaret(null); }

  first() {
    const seen = paragraphs().find((paragraph) => paragraph.getBoundingClientRect().bottom > 80) ?? paragraphs()[0];
    return seen ? { paragraph: seen, unit: -1 } : null;
  }

  // The next piece that begins after a place, or the last one that begins before it; in other paragraphs, too.
  find(kind, from, by) {
    const all = paragraphs();
    let place = all.indexOf(from.paragraph);
    const own = cut[kind](from.paragraph.textContent, language);
    let found = by > 0 ? own.find(([start]) => start > from.unit) : own.findLast(([start]) => start < from.unit);
    while (!found && (place += by) >= 0 && place < all.length) {
      const list = cut[kind](all[place].textContent, language);
      found = by > 0 ? list[0] : list.at(-1);
    }
    return found ? { paragraph: all[Math.max(0, Math.min(place, all.length - 1))], piece: found } : null;
  }

  move(kind, by) {
    const marked = selected();
    const from = (marked && (by > 0 ? { ...marked.end, unit: marked.end.unit - 1 } : marked.start)) ?? this.here() ?? this.first();
    const found = from && this.find(kind, from, by);
    if (found) this.put(found.paragraph, found.piece[0]);
    else this.draw();
  }

  select(start, end) {
    const selection = getSelection();
    selection.setBaseAndExtent(...pointAt(start.paragraph, start.unit), ...pointAt(end.paragraph, end.unit));
    paintCaret(null);
    const moving = this.fixed === "start" ? end : start;
    const range = document.createRange();
    range.setStart(...pointAt(moving.paragraph, Math.max(0, moving.unit - 1)));
    range.setEnd(...pointAt(moving.paragraph, moving.unit));
    reveal(range.getBoundingClientRect());
    this.place = { id: start.paragraph.id, unit: start.unit };
  }

  // Moves the free end of the selection by a piece; from a bare caret it takes the piece it stands before, or behind.
  extend(kind, by) {
    const marked = selected();
    if (!marked) {
      const here = this.here() ?? this.first();
      const found = here && this.find(kind, by > 0 ? { ...here, unit: here.unit - 1 } : here, by);
      if (!found) return;
      this.fixed = by > 0 ? "start" : "end";
      const edge = (unit) => ({ paragraph: found.paragraph, unit });
      this.select(edge(found.piece[0]), by > 0 ? edge(found.piece[1]) : { ...here, unit: Math.max(here.unit, found.piece[1]) });
      return;
    }
    const free = this.fixed === "start" ? marked.end : marked.start;
    const still = this.fixed === "start" ? marked.start : marked.end;
    const moved = this.border(kind, free, by);
    if (!moved) return;
    if (this.fixed === "start" ? before(still, moved) : before(moved, still)) {
      this.select(...(this.fixed === "start" ? [still, moved] : [moved, still]));
    } else this.put(still.paragraph, still.unit);
  }

  // The next place where the free end may stand: ends of pieces for an end, starts for a start.
  border(kind, from, by) {
    const side = this.fixed === "start" ? 1 : 0;
    const all = paragraphs();
    let place = all.indexOf(from.paragraph);
    const borders = (paragraph) => cut[kind](paragraph.textContent, language).map((piece) => piece[side]);
    const own = borders(from.paragraph);
    let unit = by > 0 ? own.find((border) => border > from.unit) : own.findLast((border) => border < from.unit);
    while (unit === undefined && (place += by) >= 0 && place < all.length) unit = borders(all[place]).at(by > 0 ? 0 : -1);
    return unit === undefined ? null : { paragraph: all[place], unit };
  }

  // The sentence around the caret, or around a place in the text.
  wholeSentence(at = null) {
    const here = at ?? selected()?.start ?? this.here() ?? this.first();
    if (!here) return;
    const unit = Math.max(0, here.unit);
    const found = sentences(here.paragraph.textContent, language).findLast(([start]) => start <= unit);
    if (!found) return;
    this.fixed = "start";
    this.select({ paragraph: here.paragraph, unit: found[0] }, { paragraph: here.paragraph, unit: found[1] });
  }

  // The mark that it stands in, if any.
  mark() {
    const here = this.here();
    if (!here) return null;
    const [found] = pointAt(here.paragraph, here.unit + 1);
    return (found.nodeType === Node.ELEMENT_NODE ? found : found.parentElement).closest("mark[data-claims]");
  }
}

export const caret = new Caret();
article.addEventListener("blur", () => caret.hide());
addEventListener("resize", () => caret.draw({ scroll: false }));
