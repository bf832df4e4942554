// Every screen shows the server's clock. It is guidance: at the end it says so in words and stops nobody.
"use strict";
(() => {
  const two = (n) => String(n).padStart(2, "0");
  const tell = (clock, words) => { if (clock.textContent !== words) clock.textContent = words; };
  const tick = () => {
    for (const clock of document.querySelectorAll("[data-ends]")) {
      const left = Math.ceil((Date.parse(clock.dataset.ends) - room.now()) / 1000);
      tell(clock, left <= 0 ? clock.dataset.over
        : "exact" in clock.dataset ? Math.floor(left / 60) + ":" + two(left % 60)
        : clock.dataset.words.replace("{n}", Math.ceil(left / 60)));
    }
    // When all will be over: later with every minute that the present step runs over. In the site's own time of day.
    for (const clock of document.querySelectorAll("[data-expect]")) {
      const { expect, since } = clock.dataset, zone = /([+-])(\d\d):(\d\d)$/.exec(expect);
      const away = zone ? (zone[1] === "-" ? -1 : 1) * (60 * zone[2] + 1 * zone[3]) : 0;
      const at = new Date(Date.parse(expect) + Math.max(0, room.now() - Date.parse(since)) + away * 60000);
      tell(clock, two(at.getUTCHours()) + ":" + two(at.getUTCMinutes()));
    }
  };
  setInterval(tick, 1000);
  room.on("placed", tick);
  document.addEventListener("DOMContentLoaded", tick);
})();
