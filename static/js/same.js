// Goes to the list of all places of the same words: those selected, else those of the open claim.

export function findSame(spans) {
  const root = document.querySelector("[data-same]");
  if (spans.length) location.assign(`${root.dataset.same}?${new URLSearchParams({ quote: spans[0].exact })}`);
  else document.querySelector("a[data-command=find-same]")?.click();
}
