// Whoever leaves a computer that others use leaves no half-written words on it, no answer that would be sent later, and nothing that they said.
"use strict";
document.getElementById("leave").addEventListener("submit", () => {
  const page = location.pathname.replace(/leave$/, "");
  for (const kept of [localStorage, sessionStorage])
    for (const key of Object.keys(kept)) if (["draft:", "unsent:", "said:"].some((kind) => key.startsWith(kind + page))) kept.removeItem(key);
});
