// A report: pointing at a statement, or reaching its number with Tab, shows who says it; layers keep their address.
export function startReading() {
  const report = document.querySelector(".report-page > .report");
  if (report) startNotes(report);
  const form = document.querySelector("[data-layers]");
  if (form) startLayers(form);
}

const PAUSE_MS = 250; // Time to move the pointer from a statement to its card.

function startNotes(report) {
  const card = document.getElementById("note-card");
  let shown = null;
  let leaving = 0;

  function show(at) {
    window.clearTimeout(leaving);
    const note = document.getElementById(at.dataset.note);
    if (!note || at === shown) return;
    hide();
    shown = at;
    card.replaceChildren(...Array.from(note.childNodes, (child) => child.cloneNode(true)));
    for (const link of card.querySelectorAll("a")) link.tabIndex = -1;
    card.hidden = false;
    const place = at.getClientRects()[0];
    const left = Math.min(place.left, document.documentElement.clientWidth - card.offsetWidth - 12);
    const below = place.bottom + 6;
    const fits = below + card.offsetHeight < window.innerHeight;
    card.style.left = `${Math.max(6, left) + window.scrollX}px`;
    card.style.top = `${(fits ? below : place.top - card.offsetHeight - 6) + window.scrollY}px`;
    light(at, true);
  }

  function light(at, on) {
    // A statement may stand in several pieces; the one before its number is where it ends.
    const mark = at.matches("mark") ? at : at.previousElementSibling;
    if (mark?.matches("mark")) mark.classList.toggle("is-lit", on);
  }

  function hideSoon() {
    window.clearTimeout(leaving);
    leaving = window.setTimeout(hide, PAUSE_MS);
  }

  function hide() {
    window.clearTimeout(leaving);
    if (shown) light(shown, false);
    shown = null;
    card.hidden = true;
  }

  report.addEventListener("pointerover", (event) => {
    const at = event.target.closest("[data-note]");
    if (at) show(at);
  });
  report.addEventListener("pointerout", (event) => {
    if (shown && !event.relatedTarget?.closest?.("[data-note]")) hideSoon();
  });
  // The card itself may be pointed at: it stays while the pointer is on it.
  card.addEventListener("pointerenter", () => window.clearTimeout(leaving));
  card.addEventListener("pointerleave", hideSoon);
  report.addEventListener("focusin", (event) => {
    const at = event.target.closest("[data-note]");
    if (at) show(at); else hide();
  });
  report.addEventListener("focusout", hide);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
}

function startLayers(form) {
  form.querySelector("button").hidden = true;
  form.addEventListener("change", () => {
    const query = new URLSearchParams(new FormData(form));
    window.history.replaceState(null, "", `?${query}${window.location.hash}`);
  });
}
