// A button that copies what it names: to the clipboard where there is one, else it is chosen, ready to be copied by hand.
"use strict";
(() => {
  for (const button of document.querySelectorAll("[data-copies]")) {
    const text = document.getElementById(button.dataset.copies);
    button.hidden = false;
    button.addEventListener("click", async () => {
      const told = button.nextElementSibling;
      try { await navigator.clipboard.writeText(text.textContent.trim()); told.textContent = button.dataset.done; }
      catch { getSelection().selectAllChildren(text); told.textContent = button.dataset.chosen; }
    });
  }
})();
