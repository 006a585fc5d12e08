// Where things stand on the annotate screen; nothing is kept here that the page does not show.

export const root = document.querySelector("[data-annotate]");
export const article = document.getElementById("article");
export const mayAnnotate = Boolean(root.dataset.may);
export const language = article.lang === "und" ? "" : article.lang;
export const text = () => document.getElementById("text");
export const panel = () => document.getElementById("panel");
export const help = () => document.getElementById("help");
export const openClaim = () => panel().dataset.claim;
export const cardOf = (id) => (id ? document.getElementById(`card-${id}`) : null);
export const cards = () => [...document.querySelectorAll("#cards > [data-claim]")];
export const marksOf = (id) => (id ? [...text().querySelectorAll(`mark[data-claims~="${id}"]`)] : []);
export const typing = (element) => element.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

// What a card or a form says of spans: "12-40;60-66", in code points.
export const spansFrom = (words) => words.split(";").filter(Boolean).map((part) => part.split("-").map(Number));

const lists = new Map();

// Gives all marks and the card of a claim a class ("active", "lit"), and takes it from all others.
export function show(id, name) {
  for (const element of lists.get(name) ?? []) element.classList.remove(name);
  for (const mark of text().querySelectorAll(`mark.${name}`)) mark.classList.remove(name);
  const found = [...marksOf(id), cardOf(id)].filter(Boolean);
  for (const element of found) element.classList.add(name);
  lists.set(name, found);
  if (name !== "active") return;
  for (const link of document.querySelectorAll("#cards [aria-current]")) link.removeAttribute("aria-current");
  cardOf(id)?.querySelector("[data-open]")?.setAttribute("aria-current", "true");
}

// Only the list scrolls, never the page: on a narrow screen the list stands far below the text.
export function revealCard(id) {
  const card = cardOf(id);
  const list = document.getElementById("cards");
  if (!card || list.scrollHeight <= list.clientHeight) return;
  const [inner, outer] = [card.getBoundingClientRect(), list.getBoundingClientRect()];
  if (inner.top < outer.top) list.scrollTop += inner.top - outer.top;
  else if (inner.bottom > outer.bottom) list.scrollTop += inner.bottom - outer.bottom;
}

export function reveal(box) {
  if (box.top < 110 || box.bottom > innerHeight - 60) scrollBy({ top: box.top - innerHeight / 3, behavior: "instant" });
}
