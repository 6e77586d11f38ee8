// Single-letter keys: each does what a link or button of the page does, and the reader can switch them off.
export function startKeys() {
  if (document.body.dataset.keys !== "on") return;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    if (event.key === "/") {
      event.preventDefault();
      document.getElementById("find")?.focus();
    }
  });
}
