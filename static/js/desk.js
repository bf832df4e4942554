// The desk by keyboard: a key brings you to a part, where Enter presses it, or presses a button that can be taken back.
"use strict";
(() => {
  const TO = { n: ["#on-sure", "#on"], b: ["#back"], v: ["#desk_voices"], m: ["#desk_stage"], s: ["#skip"], c: ["#extend-5"],
    j: ["#journal summary"], a: ["#insert-kind"], k: ["#desk_door button"] };
  const PRESS = { g: "#on", e: "#extend", l: "#lock", r: "#nudge-them", x: "#light-next", p: "#people", t: "#tables, a[href$='/tables/']" };
  const keys = document.getElementById("keys"), off = document.getElementById("keys-off");
  const isTyping = (at) => at.matches("input:not([type=hidden]), textarea, select, [contenteditable]");
  const shows = (e) => e && (e.checkVisibility ? e.checkVisibility() : e.offsetParent);
  // Whatever holds it, opened; a question that is asked once opens only by its own button.
  const reach = (e) => {
    for (let at = e.parentElement; at; at = at.parentElement) if (at.localName === "details" && !at.classList.contains("sure")) at.open = true;
    if (e.parentElement.id === "journal") e.parentElement.open = true;
  };
  const press = (button) => {
    // A reveal and the end are a question: the key opens it, and leads to the yes that Enter presses.
    const asked = button.closest("details.sure");
    if (asked) { asked.open = true; (asked.querySelector("#on-sure") || button).focus(); } else button.click();
  };
  try { off.checked = localStorage.getItem("desk-keys") === "off"; } catch { /* nothing is kept on this device */ }
  off.addEventListener("change", () => { try { localStorage.setItem("desk-keys", off.checked ? "off" : "on"); } catch { /* for this page alone */ } });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target) || keys.open) return;
    if (off.checked) return;
    if (event.key === "?") { keys.showModal(); event.preventDefault(); return; }
    const button = PRESS[event.key] && document.querySelector(PRESS[event.key]);
    if (button) { press(button); event.preventDefault(); return; }
    const places = (TO[event.key] || []).map((at) => document.querySelector(at)).filter(Boolean);
    // The first of them that shows: an open question comes before the button that opened it.
    const found = places.find(shows) || places[0];
    if (found) { reach(found); found.focus(); event.preventDefault(); }
  });
  // A small menu goes when one looks elsewhere.
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.pop[open]")) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.activeElement && document.activeElement.closest("details.pop[open], #journal[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  });
  // A whole agenda is longer than a laptop's screen: the step that the room is in stays in sight.
  let top = 0;
  const follow = (agenda) => {
    const now = agenda.querySelector(".now");
    const at = now && now.getBoundingClientRect(), all = agenda.getBoundingClientRect();
    if (now && (at.top < all.top || at.bottom > Math.min(all.bottom, innerHeight))) agenda.scrollTop += now.getBoundingClientRect().top - agenda.getBoundingClientRect().top - agenda.clientHeight / 2;
    top = agenda.scrollTop;
  };
  document.addEventListener("scroll", (event) => { if (event.target.id === "desk_agenda") top = event.target.scrollTop; }, true);
  room.on("placed", (region) => { if (region.id === "desk_agenda") region.scrollTop = top; });
  room.on("moved", () => follow(document.getElementById("desk_agenda")));
  follow(document.getElementById("desk_agenda"));
  document.addEventListener("click", (event) => { if (event.target.closest("#show-keys")) keys.showModal(); });
})();
