"use strict";
(function () {
  var input = document.getElementById("filter");
  if (!input) return;
  input.closest(".filter").hidden = false;
  var claims = Array.from(document.querySelectorAll("#claims .claim"));
  var groups = Array.from(document.querySelectorAll("#claims .group"));
  var none = document.getElementById("filter-none");
  function plain(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }
  var texts = claims.map(function (claim) { return plain(claim.textContent); });
  input.addEventListener("input", function () {
    var words = plain(input.value).split(/\s+/).filter(Boolean);
    var shown = 0;
    claims.forEach(function (claim, i) {
      claim.hidden = !words.every(function (word) { return texts[i].includes(word); });
      shown += claim.hidden ? 0 : 1;
    });
    groups.forEach(function (group) {
      group.hidden = !group.querySelector(".claim:not([hidden])");
      var rest = group.querySelector("details.rest");
      if (rest && words.length) rest.open = true;
    });
    none.hidden = shown > 0;
  });
})();
