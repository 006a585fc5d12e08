// Every change of the page goes through here: forms to the outbox, answers to the page, and the state to the eye and ear.

import { say } from "../page.js";
import { isOtherVersion, put, putPanel } from "./answers.js";
import { Outbox, uuid7 } from "./outbox.js";
import { paintUnsaved } from "./paint.js";
import { cardOf, openClaim, panel, root, show } from "./screen.js";
import { Sender } from "./sender.js";
import { listUnsaved } from "./unsaved.js";

const saved = document.getElementById("saved");
const logIn = document.getElementById("log-in");
const clock = () => new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
const queued = (count) => `${count} change${count === 1 ? "" : "s"} queued`;
const WORDS = {
  saving: () => "Saving…",
  saved: () => `Saved ${clock()}`,
  offline: ({ count }) => `Offline, ${queued(count)}`,
  login: ({ count }) => `Logged out, ${queued(count)}`,
  conflict: ({ count }) => (count > 1 ? `Conflict; ${queued(count - 1)}` : "Conflict"),
  refused: () => "Not saved",
};

function told(state, details) {
  saved.dataset.state = state;
  saved.textContent = WORDS[state](details);
  logIn.hidden = state !== "login";
  document.getElementById("choose").hidden = state !== "conflict";
  paintUnsaved(outbox.waiting());
}

function answered(entry, page, outcome, query = "") {
  if (outcome === "saved") tellOthers(entry.address, query);
  if (outcome === "refused") {
    listUnsaved(outbox, sender);
    const found = page.getElementById("panel");
    if (found && !entry.waited && (openClaim() === entry.opens || openClaim() === entry.was)) putPanel(found);
    else say(page.querySelector("[data-problem]")?.textContent ?? "The server refused this change.", "error");
    if (entry.claim) void hear({ data: { address: entry.address, query: `?changed=${entry.claim}`, stay: true } });
  } else if (outcome === "conflict") {
    putPanel(page.getElementById("panel"), { sent: entry.url });
  } else if (entry.address !== root.dataset.address) {
    return;
  } else if (isOtherVersion(page)) {
    void refresh();
  } else {
    put(page, { opens: entry.opens, sent: entry.url });
  }
  paintUnsaved(outbox.waiting());
}

export const outbox = new Outbox(root.dataset.user);
export const sender = new Sender(outbox, { login: root.dataset.login, told, answered });

// Other tabs of this person draw again what this one changed; what they could not get, they get later.
const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(`provenance.${root.dataset.user}`) : null;
let missed = false;

function tellOthers(address, query) {
  channel?.postMessage({ address, query });
  if (missed) void refresh();
}

// In turn with saving, so that an older answer never comes after a newer one.
const hear = ({ data: { address, query, stay = false } }) => sender.inTurn(async () => {
  if (address !== root.dataset.address) return;
  const wanted = new URLSearchParams(query);
  const opens = openClaim();
  wanted.set("claim", opens);
  const response = await load(`?${wanted}`).catch(() => null);
  // What was refused stays in the panel to be read; only text and cards are set right.
  if (response?.ok) put(await parsed(response), { opens: stay ? null : opens });
  else miss();
});
channel?.addEventListener("message", hear);
addEventListener("online", () => { if (missed) void refresh(); });

function miss() {
  missed = true;
  setTimeout(() => { if (missed) void refresh(); }, 3_000);
}

const load = (query) => fetch(`${root.dataset.address}${query}`, { headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(20_000) });
const parsed = async (response) => new DOMParser().parseFromString(await response.text(), "text/html");

// The whole text anew, where it is another one than the page shows.
const refresh = () => sender.inTurn(async () => {
  const opens = openClaim();
  const response = await load(`?all=1&claim=${opens}`).catch(() => null);
  missed = false;
  if (response?.ok) put(await parsed(response), { opens });
  else miss();
});

let asked = 0;

// Opens a claim at once as far as the page knows it, then as the server does.
export async function open(id) {
  const turn = (asked += 1);
  const made = outbox.waiting().find((entry) => entry.makes === id);
  if (made) return pend(id, made.quote);
  show(id, "active");
  const response = await load(`?claim=${id}`).catch(() => null);
  if (turn !== asked) return undefined;
  const page = response?.ok && new URL(response.url).pathname !== root.dataset.login ? await parsed(response) : null;
  if (turn !== asked) return undefined;
  const found = page?.getElementById("panel");
  const card = cardOf(id);
  // A save that was answered meanwhile knows more than this.
  if (found && Number(found.dataset.revision) < Number(card?.dataset.revision)) return open(id);
  if (found) return putPanel(found);
  if (card) pend(id, card.querySelector("[data-open]").textContent, card.dataset.revision, card.querySelector(".chain").textContent);
  return say("The server cannot be reached; what you change now is queued.", "warning");
}

// The panel of a claim that the server has not answered about: everything in it can be used at once.
export function pend(id, quote, revision = "1", chain = "") {
  asked += 1;
  const template = document.getElementById("pending-panel").innerHTML;
  const found = new DOMParser().parseFromString(template.replaceAll(root.dataset.pending, id), "text/html").getElementById("panel");
  const options = document.querySelector("#source-options[data-typed='']");
  if (options) found.querySelector("#source-options").replaceWith(document.importNode(options, true));
  found.querySelector(".quote").textContent = `“${quote}”`;
  if (chain) found.querySelector(".chain").textContent = chain;
  for (const input of found.querySelectorAll("[name=revision]")) input.value = revision;
  putPanel(found);
}

export function close() {
  asked += 1;
  const empty = panel().cloneNode(false);
  empty.dataset.claim = "";
  empty.removeAttribute("data-revision");
  putPanel(empty);
}

// `fields` are put over those of the form. `makes` is the id of a claim that this change makes.
export function save(form, fields = {}, { submitter = null, spans = [], words = "", quote = "", makes = "" } = {}) {
  const data = new FormData(form, submitter);
  data.delete("csrfmiddlewaretoken");
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  const list = [...data.entries()].map(([name, value]) => [name, String(value).replace(/\r?\n/g, "\r\n")]);
  const url = new URL(submitter?.formAction && submitter.hasAttribute("formaction") ? submitter.formAction : form.action).pathname;
  if (form.hasAttribute("data-mine")) return sender.insist(list);
  const claim = makes || (/\/claims\/([0-9a-f-]{36})\//.exec(url)?.[1] ?? "");
  return sender.add({
    url, fields: list, claim, makes, quote, spans, opens: makes || openClaim(), was: openClaim(), address: root.dataset.address,
    latest: form.hasAttribute("data-save-latest"), words: words || form.dataset.save || "A change",
  });
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-save]");
  if (!form || event.defaultPrevented) return;
  event.preventDefault();
  const made = form.id === "new-claim" && !event.submitter?.hasAttribute("formaction") ? uuid7() : "";
  save(form, made ? { id: made } : {}, { submitter: event.submitter });
  // Queued is as good as saved: the next name is typed into an empty slot.
  const slot = form.querySelector("[data-slot]");
  if (slot) slot.value = "";
});
document.addEventListener("change", (event) => event.target.closest("[data-save-on-change]")?.requestSubmit());
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-open]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.hasAttribute("data-theirs")) {
    sender.giveWay();
    void hear({ data: { address: root.dataset.address, query: `?changed=${link.dataset.open}` } });
  }
  void open(link.dataset.open);
});

document.getElementById("choose").addEventListener("click", () => sender.again());

export async function start() {
  await outbox.adopt();
  listUnsaved(outbox, sender);
  paintUnsaved(outbox.waiting());
  await sender.run();
  // A page that is just going may still hold what it leaves behind.
  setInterval(() => outbox.adopt().then(() => sender.run()), 5_000);
}
