// Single-letter keys: each does what a link or button of the page does, and the reader can switch them off.
const FIELDS = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

export function startKeys() {
  if (document.body.dataset.keys !== "on") return;
  const dialog = document.getElementById("keys");
  const items = Array.from(document.querySelectorAll("[data-item]"));
  let awaitsPlace = false;

  function current() {
    return items.findIndex((item) => item.contains(document.activeElement));
  }

  function move(step) {
    if (!items.length) {
      document.querySelector(step > 0 ? "[data-next]" : "[data-previous]")?.click();
      return;
    }
    const at = current();
    const next = items[at < 0 ? (step > 0 ? 0 : items.length - 1) : Math.min(Math.max(at + step, 0), items.length - 1)];
    const link = next.querySelector("h2 a, h3 a, a, button") ?? next;
    link.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }

  const actions = {
    j: () => move(1),
    k: () => move(-1),
    x: () => items[current()]?.querySelector(".pick input")?.click(),
    u: () => document.querySelector(".notice.is-kept form, #undo")?.requestSubmit(),
    "/": () => document.getElementById("find")?.focus(),
    "?": () => (dialog.open ? dialog.close() : dialog.showModal()),
    g: () => { awaitsPlace = true; },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(FIELDS)) return;
    if (dialog.open && event.key !== "?") return;
    if (awaitsPlace) {
      awaitsPlace = false;
      if (event.key === "h") window.location.assign("/");
      return;
    }
    if (!Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    actions[event.key]();
  });
}
