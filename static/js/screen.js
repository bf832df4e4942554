// The projector: what is in pages turns by the server's clock, and a reveal is a moment. Nothing is kept, and nothing grows.
"use strict";
(() => {
  const STAYS = 12000; // ms for each page, in each of the languages
  const asks = document.body.dataset.asks || "", languages = asks.split(",").length;
  const turn = () => {
    const round = Math.floor(room.now() / STAYS);
    // All that is in one language comes and goes together, each as long.
    for (const said of document.querySelectorAll(".spoken")) {
      const away = Number(said.dataset.place) !== round % languages;
      if (said.hidden !== away) said.hidden = away;
    }
    for (const list of document.querySelectorAll("[data-turns]")) {
      const size = Number(list.dataset.turns), pages = Math.ceil(list.children.length / size);
      const page = Math.floor(round / languages) % pages;
      [...list.children].forEach((one, i) => {
        const later = Math.floor(i / size) !== page;
        if (one.classList.contains("later") !== later) one.classList.toggle("later", later);
      });
      const told = list.parentElement.querySelector(".page"), words = page + 1 + " / " + pages;
      if (told && told.textContent !== words) told.textContent = words;
    }
  };
  setInterval(turn, 1000);
  room.on("placed", (region) => {
    turn();
    // The settings have other languages for the screen by now.
    if (region.classList.contains("stop") && (region.dataset.asks || "") !== asks) location.reload();
  });
  room.on("moved", (region) => { if (region.dataset.phase === "revealed") region.classList.add("moment"); });
  document.addEventListener("DOMContentLoaded", turn);
})();
