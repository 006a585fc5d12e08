// The selection in the new text becomes what the form sends; without one, the quote that was typed is looked for.

import { spansOf } from "./annotate/words.js";

const text = document.getElementById("text");
const form = document.getElementById("place-here");
const language = text && text.lang !== "und" ? text.lang : "";
let marked = null;

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  if (!form || selection.isCollapsed || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return;
  marked = spansOf(selection, text, language);
  if (marked) form.elements.quote.value = marked.map((span) => span.exact).join(" […] ");
});
form?.elements.quote.addEventListener("input", () => { marked = null; });
form?.addEventListener("submit", () => { form.elements.spans.value = marked ? JSON.stringify(marked) : ""; });
