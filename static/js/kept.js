// The page with what one said and what was agreed: after the end this browser alone adds the first.
"use strict";
(() => {
  const at = (id) => document.getElementById(id);
  const show = () => {
    const lines = own.lines();
    if (own.isOver()) {
      at("own-lines").replaceChildren(...lines.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
      at("own-kept").hidden = !lines.length;
      at("own-gone").hidden = lines.length > 0;
    }
    at("own-keep").hidden = !lines.length || own.isKept();
    at("own-drop").hidden = !lines.length || !own.isKept();
    at("own-save").hidden = !lines.length;
  };
  const save = () => {
    const words = [document.querySelector("h1").textContent, document.title, "", ...own.lines(), "", at("agreed").innerText].join("\r\n");
    const href = URL.createObjectURL(new Blob(["\ufeff" + words], { type: "text/plain" }));
    Object.assign(document.createElement("a"), { href, download: at("own-save").dataset.name }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60000);
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("#own-keep, #own-drop, #own-save");
    if (!button) return;
    if (button.id === "own-save") save();
    else if (button.id === "own-drop") own.drop();
    else if (!own.keep()) return;
    at("own-say").textContent = button.dataset.done;
    show();
    if (button.hidden) at("own-say").focus();
  });
  document.addEventListener("DOMContentLoaded", show);
})();
