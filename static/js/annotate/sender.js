// Sends what the outbox holds, one change after the other, and says how it went; what cannot be sent now waits.

import { field, withField } from "./outbox.js";

const TIMEOUT_MS = 20_000;
const RETRY_MS = 3_000;
const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
const parsed = (html) => new DOMParser().parseFromString(html, "text/html");

export const isLogin = (response, login) =>
  response.status === 401 || (response.redirected && new URL(response.url).pathname === login);

// What to do with an answer: "saved", "conflict", "refused" (it can never be saved so), "login", "later".
function outcomeOf(response, page, login) {
  if (isLogin(response, login) || response.status === 403) return "login";
  if (response.status >= 500 || response.status === 429 || response.status === 408) return "later";
  if (response.ok) return "saved";
  return response.status === 409 && page.querySelector("[data-conflict]") ? "conflict" : "refused";
}

export class Sender {
  // `told(state, details)` hears of every state; `answered(entry, page, outcome)` of every answer that shows something.
  constructor(outbox, { login, told, answered }) {
    Object.assign(this, { outbox, login, told, answered, running: false, held: false, retry: 0, turn: Promise.resolve() });
    addEventListener("online", () => this.run());
    addEventListener("focus", () => this.run());
  }

  // The state of the page is that of the first change that waits.
  state(name, details = {}) { this.told(name, { count: this.outbox.waiting().length, ...details }); }

  add(entry) {
    const before = this.outbox.waiting();
    const follows = before.some((other) => other.claim === entry.claim || !other.claim);
    const rival = entry.latest ? before.slice(this.running ? 1 : 0).at(-1) : null;
    // Borders moved again before they were sent: only the last place counts.
    if (rival?.url === entry.url) this.outbox.keep({ ...rival, fields: withField(entry, "revision", field(rival, "revision")).fields, spans: entry.spans });
    else this.outbox.add({ ...entry, follows });
    this.run();
  }

  // One after the other, whatever talks to the server about this page.
  inTurn(work) {
    const done = this.turn.then(work);
    this.turn = done.catch(() => {});
    return done;
  }

  async run() {
    clearTimeout(this.retry);
    if (this.running || this.held) return;
    this.running = true;
    try {
      for (let entry = this.outbox.waiting()[0]; entry; entry = this.outbox.waiting()[0]) {
        if (!this.stuck) this.state("saving");
        if (!(await this.inTurn(() => this.send(entry)))) break;
      }
    } finally {
      this.running = false;
    }
  }

  // Whether to go on with the next one.
  async send(entry) {
    let response, page;
    try {
      response = await fetch(entry.url, {
        method: "POST",
        body: new URLSearchParams(entry.fields),
        headers: { "HX-Request": "true", "Idempotency-Key": entry.key, "X-CSRFToken": token() },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      page = parsed(await response.text());
    } catch {
      return this.wait(entry, "offline");
    }
    const outcome = outcomeOf(response, page, this.login);
    if (outcome === "login") return this.wait(entry, "login");
    if (outcome === "later") return this.wait(entry, "offline");
    this.stuck = false;
    if (outcome === "conflict") {
      this.held = true;
      this.outbox.keep({ ...entry, waited: true });
      this.state("conflict");
      this.answered(entry, page, outcome);
      return false;
    }
    if (outcome === "refused") return this.refuse(entry, page);
    this.outbox.drop(entry);
    this.passOn(page);
    this.answered(entry, page, outcome, new URL(response.url).search);
    if (!this.outbox.waiting().length) this.state("saved");
    return true;
  }

  wait(entry, state) {
    this.stuck = true;
    const latest = this.outbox.all().find((one) => one.key === entry.key);
    if (latest) this.outbox.keep({ ...latest, waited: true });
    this.state(state);
    this.retry = setTimeout(() => this.run(), RETRY_MS);
    return false;
  }

  // What was made at once is told at once; what had waited is kept until its maker has seen why.
  refuse(entry, page) {
    const why = page.querySelector("[data-problem]")?.textContent.trim() || "The server refused this change.";
    if (entry.waited) this.outbox.keep({ ...entry, failed: why });
    else this.outbox.drop(entry);
    this.answered(entry, page, "refused");
    this.state("refused");
    return true;
  }

  // Changes of the same claim were made upon this one: they have seen what it led to.
  passOn(page) {
    const revisions = new Map([...page.querySelectorAll("[data-claim][data-revision]")].map((one) => [one.dataset.claim, one.dataset.revision]));
    for (const later of this.outbox.waiting()) {
      const revision = later.follows && revisions.get(later.claim);
      if (revision) this.outbox.keep(withField(later, "revision", revision));
    }
  }

  // After a conflict: mine again, upon theirs; or not at all.
  insist(fields) {
    const [entry] = this.outbox.waiting();
    this.outbox.keep({ ...entry, fields, follows: false });
    this.held = false;
    this.run();
  }

  giveWay() {
    const [entry] = this.outbox.waiting();
    if (this.held && entry) this.outbox.drop(entry);
    this.held = false;
    if (this.outbox.waiting().length) this.run();
    else this.state("saved");
  }

  // Shows both versions again, where something else was looked at in between.
  again() {
    this.held = false;
    this.run();
  }
}
