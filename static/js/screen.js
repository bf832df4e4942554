// The projector: what is in pages turns by the server's clock, and a reveal is a moment. Nothing is kept, and nothing grows.
"use strict";
(() => {
  const STAYS = 12000; // ms for each page
  const turn = () => {
    for (const list of document.querySelectorAll("[data-turns]")) {
      const size = Number(list.dataset.turns), pages = Math.ceil(list.children.length / size);
      const page = Math.floor(room.now() / STAYS) % pages;
      [...list.children].forEach((one, i) => {
        const later = Math.floor(i / size) !== page;
        if (one.classList.contains("later") !== later) one.classList.toggle("later", later);
      });
      const told = list.parentElement.querySelector(".page"), words = page + 1 + " / " + pages;
      if (told && told.textContent !== words) told.textContent = words;
    }
  };
  setInterval(turn, 1000);
  room.on("placed", turn);
  room.on("moved", (region) => { if (region.dataset.phase === "revealed") region.classList.add("moment"); });
  document.addEventListener("DOMContentLoaded", turn);
})();
