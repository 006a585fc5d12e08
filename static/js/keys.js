// Keys of a screen whose every command is a button or a link: the registry in Python says which key is which.
const screen = () => document.querySelector("[data-screen-keys]");
const byKey = new Map(Object.entries(JSON.parse(screen().dataset.screenKeys)).map(([command, key]) => [key, command]));
const pressed = ({ ctrlKey, shiftKey, key }) => {
  if (ctrlKey) return `Control+${key}`;
  return shiftKey && /^[A-Z]$/.test(key) ? `Shift+${key}` : key;
};
const help = document.getElementById("help");

document.addEventListener("keydown", (event) => {
  if (event.metaKey || event.altKey || event.defaultPrevented || (event.ctrlKey && event.key !== "Enter")) return;
  if (event.target.closest("input, textarea, select, [contenteditable]") || help?.open) return;
  const command = byKey.get(pressed(event));
  if (!command) return;
  event.preventDefault();
  if (command === "help") help.showModal();
  else document.querySelector(`[data-command="${command}"]:not([disabled])`)?.click();
});

// What was pressed is gone after a swap; the new one is read out and has the focus.
document.addEventListener("htmx:afterSettle", () => document.querySelector("[data-takes-focus]")?.focus());
