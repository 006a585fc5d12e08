// Moving the borders of the selection, or else of the open claim's part that was touched last, by a word.

import { paragraphAt, placeOf, pointAt, toCodePoint, unitAt } from "./offsets.js";
import { cardOf, language, openClaim, show, spansFrom, text } from "./screen.js";
import { isSelecting, withWords } from "./selection.js";
import { save } from "./saving.js";
import { words } from "./words.js";

let touched = { claim: "", part: 0 };

// A click into a part, or moving its borders, makes it the one that moves next.
export function touch(claim, codePoint) {
  const spans = spansFrom(cardOf(claim)?.dataset.spans ?? "");
  const part = spans.findIndex(([start, end]) => start <= codePoint && codePoint < end);
  touched = { claim, part: Math.max(0, part) };
}

// The next border of a word in this direction, within the paragraph.
function nextBorder(paragraph, unit, side, by) {
  const borders = words(paragraph.textContent, language).map((word) => word[side]);
  return by > 0 ? borders.find((border) => border > unit) : borders.findLast((border) => border < unit);
}

function moveSelection(side, by) {
  const range = getSelection().getRangeAt(0);
  const [container, offset] = side ? [range.endContainer, range.endOffset] : [range.startContainer, range.startOffset];
  const place = placeOf(container, offset);
  const unit = nextBorder(place.paragraph, place.unit, side, by);
  if (unit === undefined) return;
  const moved = range.cloneRange();
  if (side) moved.setEnd(...pointAt(place.paragraph, unit));
  else moved.setStart(...pointAt(place.paragraph, unit));
  if (moved.collapsed) return;
  getSelection().setBaseAndExtent(moved.startContainer, moved.startOffset, moved.endContainer, moved.endOffset);
}

function moveClaim(side, by) {
  const card = cardOf(openClaim());
  const form = document.getElementById("place-form");
  if (!card || !form) return;
  const spans = spansFrom(card.dataset.spans);
  const part = touched.claim === openClaim() ? Math.min(touched.part, spans.length - 1) : 0;
  const place = spans[part][side];
  const paragraph = paragraphAt(text(), side ? place - 1 : place);
  const unit = nextBorder(paragraph, unitAt(paragraph, place), side, by);
  if (unit === undefined) return;
  const moved = toCodePoint({ paragraph, unit });
  const least = side ? spans[part][0] : (spans[part - 1]?.[1] ?? 0);
  const most = side ? (spans[part + 1]?.[0] ?? Infinity) : spans[part][1];
  if (side ? moved <= least || moved > most : moved < least || moved >= most) return;
  spans[part][side] = moved;
  touched = { claim: openClaim(), part };
  // Known at once, so that the next key moves on from here, answer or not.
  card.dataset.spans = spans.map((span) => span.join("-")).join(";");
  const sent = withWords(spans);
  save(form, { spans: JSON.stringify(sent) }, { spans: sent, words: "Borders moved" });
  show(openClaim(), "active");
}

export function nudge(side, by) {
  if (isSelecting()) moveSelection(side, by);
  else moveClaim(side, by);
}
