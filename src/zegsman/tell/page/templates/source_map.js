// The source map answers to the pointer and the keyboard: what falls when the box under it falls.
"use strict";
(function () {
  for (const map of document.querySelectorAll("[data-falls-told]")) {
    const told = document.getElementById(map.dataset.fallsTold);
    const boxes = Array.from(map.querySelectorAll("[data-node]"));
    const curves = Array.from(map.querySelectorAll("[data-ends]"));
    const rest = { text: told.textContent, chosen: boxes.find((box) => box.classList.contains("chosen")) };
    const numbers = (text) => new Set(text.split(" ").filter(Boolean));

    function show(box) {
      const falling = box ? numbers(box.dataset.falls) : new Set();
      map.classList.toggle("has-fall", Boolean(box));
      for (const one of boxes) {
        one.classList.toggle("falls", falling.has(one.dataset.node));
        one.classList.toggle("chosen", one === box);
      }
      for (const curve of curves) {
        curve.classList.toggle("falls", curve.dataset.ends.split(" ").some((end) => falling.has(end)));
      }
      told.textContent = box ? box.dataset.told : rest.text;
    }

    function back() {
      show(boxes.find((box) => box === document.activeElement) ?? rest.chosen);
    }

    for (const box of boxes) {
      box.addEventListener("pointerenter", () => show(box));
      box.addEventListener("pointerleave", back);
      box.addEventListener("focus", () => show(box));
      box.addEventListener("blur", back);
    }
    map.addEventListener("keydown", (event) => {
      if (event.key === "Escape") document.activeElement.blur();
    });
  }
})();
