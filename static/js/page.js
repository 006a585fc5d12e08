// What every page does: CSRF for htmx, copying to the clipboard, ticking all rows, confirming, and failures said aloud.

const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token();
});

export function say(words, kind = "") {
  const place = document.getElementById("messages");
  if (!place) return;
  const list = document.createElement("ul");
  list.className = "messages";
  const item = document.createElement("li");
  item.className = `message ${kind}`;
  item.textContent = words;
  list.append(item);
  place.replaceChildren(list);
}

document.addEventListener("htmx:responseError", (event) => {
  const { status, responseText } = event.detail.xhr;
  if (status === 401 || status === 403) say("You are logged out or may not do this. Log in in another tab, then try again.", "error");
  else say(new DOMParser().parseFromString(responseText, "text/html").querySelector("[data-problem]")?.textContent
    ?? `The server answered ${status}; nothing was changed.`, "error");
});
document.addEventListener("htmx:sendError", () => say("The server cannot be reached; nothing was saved. Try again.", "error"));

document.addEventListener("click", async (event) => {
  const copier = event.target.closest("[data-copy]");
  if (copier) {
    await navigator.clipboard.writeText(copier.dataset.copy);
    const before = copier.textContent;
    copier.textContent = "Copied";
    setTimeout(() => { copier.textContent = before; }, 1500);
  }
});

document.addEventListener("change", (event) => {
  const all = event.target.closest("[data-tick-all]");
  if (!all) return;
  for (const box of document.querySelectorAll(`input[type=checkbox][name="${all.dataset.tickAll}"]`)) box.checked = all.checked;
});
