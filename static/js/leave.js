// Whoever leaves a computer that others use leaves no half-written words on it, nor an answer that would be sent later.
"use strict";
document.getElementById("leave").addEventListener("submit", () => {
  const page = location.pathname.replace(/leave$/, "");
  for (const kept of [localStorage, sessionStorage])
    for (const key of Object.keys(kept)) if (key.startsWith("draft:" + page) || key.startsWith("unsent:" + page)) kept.removeItem(key);
});
