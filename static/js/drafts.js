// The seat has ended while somebody was typing: what they had typed is on this device, and is theirs to copy.
"use strict";
(() => {
  const page = (/^\/w\/[^/]+\//.exec(location.pathname) || [])[0], box = document.getElementById("drafts");
  if (!page || !box) return;
  const texts = new Set();
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith("draft:" + page)) texts.add(sessionStorage.getItem(key));
    for (const key of Object.keys(localStorage)) if (key.startsWith("unsent:" + page)) {
      const { fields } = JSON.parse(localStorage.getItem(key));
      for (const name of ["text", "reason", "what"]) if (fields[name]) texts.add(fields[name]);
    }
  } catch { /* nothing can be read here */ }
  for (const text of texts) {
    const kept = document.createElement("textarea");
    kept.value = text; kept.readOnly = true; kept.rows = 3; kept.setAttribute("aria-labelledby", "drafts-title");
    box.append(kept);
  }
  box.hidden = !texts.size;
})();
