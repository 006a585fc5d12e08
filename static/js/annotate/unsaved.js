// Changes that had waited and were refused: they stay on the page until their maker has decided.

const CHOICES = [["Try again", "retry"], ["Drop it", "drop"]];

export function listUnsaved(outbox, sender) {
  const list = document.getElementById("unsaved");
  const failed = outbox.all().filter((entry) => entry.failed);
  const decide = (entry, what) => {
    if (what === "retry") outbox.keep({ ...entry, failed: "", page: outbox.page, waited: true });
    else outbox.drop(entry);
    listUnsaved(outbox, sender);
    sender.run();
  };
  list.hidden = !failed.length;
  list.replaceChildren(...failed.map((entry) => {
    const item = document.createElement("li");
    item.textContent = `${entry.words}: ${entry.failed} `;
    for (const [words, what] of CHOICES) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "small";
      button.textContent = words;
      button.addEventListener("click", () => decide(entry, what));
      item.append(button, " ");
    }
    return item;
  }));
}
