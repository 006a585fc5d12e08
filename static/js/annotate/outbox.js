// Changes that are not saved yet, kept in the browser's storage until the server has them; each tab has its own, in order.

const PREFIX = "provenance.outbox";
const LEFT_BEHIND_MS = 60_000;

let last = 0n;

// RFC 9562: 48 bits of milliseconds, then bits that only grow within this page, so that ids are in the order they were made.
export function uuid7() {
  const random = crypto.getRandomValues(new Uint8Array(8));
  let head = BigInt(Date.now()) << 12n;
  if (head <= last) head = last + 1n;
  last = head;
  const time = (head >> 12n).toString(16).padStart(12, "0");
  const count = (head & 0xfffn).toString(16).padStart(3, "0");
  random[0] = (random[0] & 0x3f) | 0x80;
  const tail = [...random].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}

export class Outbox {
  constructor(user) {
    this.prefix = `${PREFIX}.${user}.`;
    this.page = uuid7();
    // Held as long as this page lives, so that others can tell whose changes were left behind.
    navigator.locks?.request(`${this.prefix}${this.page}`, () => new Promise(() => {}));
  }

  all() {
    const found = [];
    for (let place = 0; place < localStorage.length; place += 1) {
      const name = localStorage.key(place);
      if (name.startsWith(this.prefix)) found.push(JSON.parse(localStorage.getItem(name)));
    }
    return found.sort((one, other) => (one.key < other.key ? -1 : 1));
  }

  mine() { return this.all().filter((entry) => entry.page === this.page); }

  waiting() { return this.mine().filter((entry) => !entry.failed); }

  keep(entry) { localStorage.setItem(this.prefix + entry.key, JSON.stringify(entry)); }

  add(entry) {
    const added = { ...entry, key: uuid7(), page: this.page, at: Date.now() };
    this.keep(added);
    return added;
  }

  drop(entry) { localStorage.removeItem(this.prefix + entry.key); }

  // Takes over what pages that are gone left behind. Without locks, only what is so old that no page still sends it.
  async adopt() {
    const held = navigator.locks ? new Set((await navigator.locks.query()).held.map((lock) => lock.name)) : null;
    for (const entry of this.all()) {
      if (entry.page === this.page) continue;
      const alive = held ? held.has(this.prefix + entry.page) : Date.now() - entry.at < LEFT_BEHIND_MS;
      if (!alive) this.keep({ ...entry, page: this.page, waited: true });
    }
  }
}

export const field = (entry, name) => entry.fields.find(([own]) => own === name)?.[1];

export function withField(entry, name, value) {
  const others = entry.fields.filter(([own]) => own !== name);
  return { ...entry, fields: [...others, [name, value]] };
}
