// Every screen shows the server's clock. It is guidance: at the end it says so in words and stops nobody.
"use strict";
(() => {
  const two = (n) => String(n).padStart(2, "0");
  const tick = () => {
    for (const clock of document.querySelectorAll("[data-ends]")) {
      const left = Math.ceil((Date.parse(clock.dataset.ends) - room.now()) / 1000);
      const words = left <= 0 ? clock.dataset.over
        : "exact" in clock.dataset ? Math.floor(left / 60) + ":" + two(left % 60)
        : clock.dataset.words.replace("{n}", Math.ceil(left / 60));
      if (clock.textContent !== words) clock.textContent = words;
    }
  };
  setInterval(tick, 1000);
  room.on("placed", tick);
  document.addEventListener("DOMContentLoaded", tick);
})();
