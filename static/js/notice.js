// What the facilitator says to everybody: told once, and gone when its time is over by the server's clock.
"use strict";
(() => {
  let told = "";
  const look = () => {
    const said = document.querySelector("#notice [data-until]");
    if (!said) return;
    const left = Date.parse(said.dataset.until) - room.now();
    said.hidden = left <= 0;
    if (left <= 0 || said.dataset.said === told) return;
    told = said.dataset.said;
    room.say(said.textContent.trim(), true);
  };
  setInterval(look, 1000);
  room.on("placed", (region) => { if (region.id === "notice") look(); });
  document.addEventListener("DOMContentLoaded", look);
})();
