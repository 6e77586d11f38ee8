// A map wider than the screen opens where most of its places are, not at its western edge.
export function startPlaceMap() {
  for (const map of document.querySelectorAll(".place-map .scroller")) {
    const middles = Array.from(map.querySelectorAll(".spot"), (spot) => {
      const box = spot.getBoundingClientRect();
      return box.left + box.width / 2;
    }).sort((one, other) => one - other);
    if (!middles.length || map.scrollWidth <= map.clientWidth) continue;
    const middle = middles[Math.floor(middles.length / 2)] - map.getBoundingClientRect().left;
    map.scrollLeft += middle - map.clientWidth / 2;
  }
}
