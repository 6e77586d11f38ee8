// Printing a story's page prints its dossier: everything at once, without what is there to click.
export function startPrinting() {
  const link = document.querySelector("[data-print]");
  if (!link) return;
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "p" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    const dossier = window.open(link.href);
    if (!dossier) return;
    event.preventDefault();
    dossier.addEventListener("load", () => dossier.print());
  });
}
