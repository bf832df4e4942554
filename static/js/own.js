// This device alone marks its owner's dots, and the commitments of which they said "that is me".
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
    const left = document.getElementById("dots-left");
    if (left) left.textContent = left.dataset.words.replace("{n}", Math.max(Number(left.dataset.each) - used, 0));
    for (const button of document.querySelectorAll(".that-is-me")) {
      const pressed = Boolean(document.querySelector(`#mine [data-owned="${button.value}"]`));
      button.setAttribute("aria-pressed", String(pressed));
      button.name = pressed ? "off_commitment" : "commitment";
    }
  };
  room.on("placed", mark);
  room.on("mine", mark);
  document.addEventListener("DOMContentLoaded", mark);
})();
