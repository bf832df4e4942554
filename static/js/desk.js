// The desk by keyboard: one key brings you to each part, Enter presses it.
"use strict";
(() => {
  const TO = { n: ["#on-sure", "#on"], b: ["#back"], v: ["#desk_voices"], m: ["#desk_stage"] };
  const keys = document.getElementById("keys");
  const isTyping = (at) => at.matches("input:not([type=hidden]), textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || keys.open) return;
    if (event.key === "?") { keys.showModal(); event.preventDefault(); }
    // The first of them that shows: an open question comes before the button that opened it.
    const found = (TO[event.key] || []).map((at) => document.querySelector(at)).find((e) => e && (e.checkVisibility ? e.checkVisibility() : e.offsetParent));
    if (found) { found.focus(); event.preventDefault(); }
  });
  // A whole agenda is longer than a laptop's screen: the step that the room is in stays in sight.
  const follow = (agenda) => {
    const now = agenda.querySelector(".now");
    if (now) agenda.scrollTop += now.getBoundingClientRect().top - agenda.getBoundingClientRect().top - agenda.clientHeight / 2;
  };
  room.on("placed", (region) => { if (region.id === "desk_agenda") follow(region); });
  follow(document.getElementById("desk_agenda"));
  document.addEventListener("click", (event) => { if (event.target.closest("#show-keys")) keys.showModal(); });
})();
