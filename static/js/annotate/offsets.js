// Between places in the page and code points of the text. JavaScript counts UTF-16 units; the border is here and nowhere else.

const paragraphOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest("[data-start]");

const codePoints = (text) => {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
};

// Units before (node, offset) within its paragraph.
function unitsBefore(paragraph, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(paragraph);
  range.setEnd(node, offset);
  return range.toString().length;
}

// A border inside a surrogate pair moves out of it, so that no character is cut in two.
const whole = (text, unit) =>
  unit > 0 && unit < text.length && /[\uDC00-\uDFFF]/.test(text[unit]) && /[\uD800-\uDBFF]/.test(text[unit - 1]) ? unit - 1 : unit;

export function placeOf(node, offset) {
  const paragraph = paragraphOf(node);
  if (!paragraph) return null;
  const unit = whole(paragraph.textContent, unitsBefore(paragraph, node, offset));
  return { paragraph, unit };
}

export const toCodePoint = ({ paragraph, unit }) =>
  Number(paragraph.dataset.start) + codePoints(paragraph.textContent.slice(0, unit));

// The text node and offset at a unit of a paragraph.
export function pointAt(paragraph, unit) {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let left = unit;
  let node = walker.nextNode();
  while (node && left > node.length) {
    left -= node.length;
    node = walker.nextNode();
  }
  return node ? [node, left] : [paragraph, 0];
}

export function unitAt(paragraph, codePoint) {
  let left = codePoint - Number(paragraph.dataset.start);
  let unit = 0;
  for (const character of paragraph.textContent) {
    if (left-- <= 0) break;
    unit += character.length;
  }
  return unit;
}

export function paragraphAt(text, codePoint) {
  let found = null;
  for (const paragraph of text.querySelectorAll("[data-start]")) {
    if (Number(paragraph.dataset.start) > codePoint) break;
    found = paragraph;
  }
  return found;
}

export function rangeOf(text, start, end) {
  const [first, last] = [paragraphAt(text, start), paragraphAt(text, end - 1)];
  if (!first || !last) return null;
  const range = document.createRange();
  range.setStart(...pointAt(first, unitAt(first, start)));
  range.setEnd(...pointAt(last, unitAt(last, end)));
  return range;
}
