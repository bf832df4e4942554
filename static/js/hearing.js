// What is one's own beside what is the same for everybody: one's hand, and what one said. This device alone marks it.
"use strict";
(() => {
  let told = "";
  const markHand = () => {
    const line = document.getElementById("hand-line"), own = document.querySelector("#mine [data-hand]");
    if (!line) { told = ""; return; }
    const button = document.getElementById("hand"), id = own && own.dataset.hand, words = line.dataset;
    const place = words.line.split(" ").indexOf(id) + 1, hasFloor = Boolean(id) && words.floor.split(" ").includes(id);
    const isUp = Boolean(id) && (place > 0 || hasFloor);
    button.setAttribute("aria-pressed", String(isUp));
    if (isUp) { button.name = "off"; button.value = "1"; } else { button.removeAttribute("name"); button.removeAttribute("value"); }
    button.querySelector("span").textContent = isUp ? words.wordDown : words.wordUp;
    const now = !isUp ? "" : hasFloor ? words.wordFloor : words.wordPlace.replace("{n}", place);
    const slot = document.getElementById("hand-place");
    slot.textContent = now;
    // Read out once, also where a push has put the same words into a new element.
    if (hasFloor && now !== told) room.say(now);
    told = now;
  };
  const listWords = () => {
    const own = document.getElementById("own-words"), stage = document.getElementById("stage");
    if (!own) return;
    const said = [...document.querySelectorAll(`#mine [data-said][data-activity="${stage.dataset.step}"]`)];
    own.hidden = !said.length;
    own.querySelector(".num").textContent = said.length;
    own.querySelector("ul").replaceChildren(...said.reverse().map((one) => { const li = one.cloneNode(true); for (const name of ["data-said", "data-activity"]) li.removeAttribute(name); return li; }));
  };
  const dress = () => { markHand(); listWords(); };
  room.on("placed", dress);
  room.on("mine", dress);
  document.addEventListener("DOMContentLoaded", dress);
})();
