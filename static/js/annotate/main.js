// Puts the annotate screen together: keys and the mouse to commands, hovering and focus to both ends of a claim.

import { caret } from "./caret.js";
import { commands, markClaim, offer, offersPick, openAt } from "./commands.js";
import { armed } from "./labels.js";
import { touch } from "./nudge.js";
import { placeOf, toCodePoint } from "./offsets.js";
import * as popover from "./popover.js";
import { article, help, mayAnnotate, openClaim, revealCard, root, show, typing } from "./screen.js";
import { isSelecting, takeExactly } from "./selection.js";
import { start } from "./saving.js";

const keys = JSON.parse(root.dataset.keys);
const reading = new Set(["next-sentence", "previous-sentence", "next-word", "previous-word", "extend-word", "shrink-word",
  "extend-sentence", "shrink-sentence", "select-sentence", "next-claim", "previous-claim", "open-here", "jump", "close", "help"]);
const byKey = new Map(Object.entries(keys).map(([command, key]) => [key, command]));
for (let number = 2; number < 10 && keys["pick-1"]; number += 1) byKey.set(String(number), `pick-${number}`);

function pressed(event) {
  if (event.ctrlKey || event.metaKey) return event.key === "Enter" ? "Control+Enter" : "";
  if (event.altKey) return "";
  return event.shiftKey && /^[A-Z]$/.test(event.key) ? `Shift+${event.key}` : event.key;
}

// Whether a key is for what has the focus and not for a command.
function isTaken(event, command) {
  const { target } = event;
  if (typing(target)) {
    if (command === "close" || command === "finish") return false;
    return !(command.startsWith("pick-") && target.matches("[data-slot]"));
  }
  if (help().open) return command !== "close";
  return (event.key === "Enter" || event.key === " ") && Boolean(target.closest("summary, a, button, dialog"));
}

document.addEventListener("keydown", (event) => {
  const command = byKey.get(pressed(event));
  if (!command || event.defaultPrevented || event.isComposing || isTaken(event, command)) return;
  if (!mayAnnotate && !reading.has(command)) return;
  if (command.startsWith("pick-") && !offersPick(command.slice(5))) return;
  event.preventDefault();
  commands[command]();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-command]");
  if (button?.type !== "button") return;
  event.preventDefault();
  commands[button.dataset.command]();
});
function pointedAt(event) {
  const mark = event.target.closest("mark[data-claims]");
  const selection = getSelection();
  const place = selection.rangeCount && article.contains(selection.focusNode) ? placeOf(selection.focusNode, selection.focusOffset) : null;
  if (place) caret.place = { id: place.paragraph.id, unit: place.unit };
  popover.hide();
  const opened = openAt(mark);
  if (opened && place) touch(opened, toCodePoint(place));
}

function pointed(event) {
  takeExactly(event.shiftKey);
  if (!isSelecting()) {
    popover.hide();
    if (article.contains(event.target) && getSelection().isCollapsed) pointedAt(event);
    return;
  }
  caret.hide();
  caret.fixed = "start";
  if (armed() && mayAnnotate) markClaim();
  else offer();
}

// A drag may end beside the text. Within a click the old selection is gone and the new one stands.
root.addEventListener("click", (event) => {
  if (event.target.closest("button, a, input, textarea, select, summary, label, aside, #popover")) return;
  if (event.detail === 3) sentenceAt(event);
  else pointed(event);
});
// Selecting by a finger ends without a click; the browser changes the selection only after this event.
article.addEventListener("pointerup", (event) => {
  if (event.pointerType !== "mouse") setTimeout(() => { if (isSelecting()) pointed(event); });
});

function sentenceAt(event) {
  const place = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  const selection = getSelection();
  if (!place && !selection.rangeCount) return;
  const { startContainer, startOffset } = place ? {} : selection.getRangeAt(0);
  const at = place ? placeOf(place.offsetNode, place.offset) : placeOf(startContainer, startOffset);
  if (at) commands["select-sentence"](at);
}
document.addEventListener("selectionchange", () => { if (getSelection().isCollapsed) popover.hide(); });

for (const kind of ["mouseover", "focusin"]) {
  root.addEventListener(kind, (event) => {
    const card = event.target.closest("#cards > [data-claim]");
    const mark = event.target.closest("mark[data-claims]");
    show(card?.dataset.claim ?? mark?.dataset.claims.split(" ")[0] ?? "", "lit");
  });
}

show(openClaim(), "active");
revealCard(openClaim());
void start();
