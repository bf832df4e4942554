// This device alone marks its owner's dots, the commitments of which they said "that is me", and what they leave with.
"use strict";
(() => {
  const COUNTS = { none: "0", one: "1", two: "2" };
  const mark = () => {
    const put = new Map([...document.querySelectorAll("#mine [data-on]")].map((row) => [row.dataset.on, row.dataset.dots]));
    let used = 0;
    for (const button of document.querySelectorAll(".dot-pick button")) {
      const pressed = (put.get(button.value) || "0") === COUNTS[button.name];
      button.setAttribute("aria-pressed", String(pressed));
      if (pressed) used += Number(COUNTS[button.name]);
    }
    const spare = document.getElementById("dots-left");
    if (spare) spare.textContent = spare.dataset.words.replace("{n}", Math.max(Number(spare.dataset.each) - used, 0));
    for (const button of document.querySelectorAll(".that-is-me")) {
      const pressed = Boolean(document.querySelector(`#mine [data-owned="${button.value}"]`));
      button.setAttribute("aria-pressed", String(pressed));
      button.name = pressed ? "off_commitment" : "commitment";
    }
    const left = document.getElementById("left");
    if (!left) return;
    const rows = [...document.querySelectorAll(`#mine [data-activity="${left.dataset.of}"]:is([data-said], [data-useful])`)];
    left.lastElementChild.replaceChildren(...rows.map((row) => Object.assign(document.createElement("li"), { textContent: row.textContent })));
    left.hidden = !rows.length;
  };
  room.on("placed", mark);
  room.on("mine", mark);
  document.addEventListener("DOMContentLoaded", mark);
})();
