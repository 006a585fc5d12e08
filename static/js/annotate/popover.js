// The one popover at the selection: what can be done with the marked words.

export class Popover {
  constructor(element) {
    this.element = element;
    this.quote = element.querySelector("#popover-quote");
  }

  get open() { return !this.element.hidden; }

  show(range, words, { claimIsOpen }) {
    this.quote.textContent = words;
    for (const button of this.element.querySelectorAll("[data-needs-claim]")) button.hidden = !claimIsOpen;
    this.element.hidden = false;
    const boxes = range.getClientRects();
    const last = boxes[boxes.length - 1] ?? range.getBoundingClientRect();
    const width = this.element.offsetWidth;
    const below = last.bottom + this.element.offsetHeight + 16 < innerHeight;
    const top = below ? last.bottom + 8 : boxes[0].top - this.element.offsetHeight - 8;
    // Positions are set on the element by script: the policy forbids style attributes in markup, not this.
    this.element.style.insetInlineStart = "auto";
    this.element.style.left = `${Math.max(8, Math.min(last.left + scrollX, document.documentElement.clientWidth - width - 8))}px`;
    this.element.style.top = `${Math.max(scrollY + 8, top + scrollY)}px`;
  }

  hide() { this.element.hidden = true; }
}
