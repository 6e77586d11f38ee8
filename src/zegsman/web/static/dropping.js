// Files dropped anywhere on the page that adds reports go into its field, and are listed.
export function startDropping() {
  const place = document.querySelector("[data-drop]");
  if (!place) return;
  const field = place.querySelector("input[type=file]");
  const list = place.querySelector(".drop-list");

  field.addEventListener("change", () => {
    list.replaceChildren(...Array.from(field.files, (file) => {
      const line = document.createElement("li");
      line.textContent = file.name;
      return line;
    }));
  });
  for (const kind of ["dragenter", "dragover"]) {
    document.addEventListener(kind, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      place.classList.add("is-over");
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) place.classList.remove("is-over");
  });
  document.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    place.classList.remove("is-over");
    field.files = event.dataTransfer.files;
    field.dispatchEvent(new Event("change"));
  });
}
