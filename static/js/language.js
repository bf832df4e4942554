// Another language loads the page again: what was chosen or typed in it, and where somebody was, is there afterwards.
// Texts are kept as drafts anyway.
"use strict";
(() => {
  const KEY = "switch:" + location.pathname;
  const isTouched = (f) => f.type === "radio" || f.type === "checkbox" ? f.checked !== f.defaultChecked
    : f.localName === "select" ? f.selectedIndex > 0 : f.value !== f.defaultValue;
  document.addEventListener("click", (event) => {
    if (!event.target.closest("a[data-language]")) return;
    // A score is saved as it is chosen, and its mark comes from what is saved.
    const fields = [...document.querySelectorAll("main input[id]:not([type=hidden], [name=score]), main select[id]")];
    const at = document.querySelector("#stage .steps [aria-current]");
    const typed = fields.filter(isTouched).map((f) => [f.id, f.value, f.checked]);
    sessionStorage.setItem(KEY, JSON.stringify({ typed, at: at && at.dataset.go }));
  });
  document.addEventListener("DOMContentLoaded", () => {
    const kept = JSON.parse(sessionStorage.getItem(KEY));
    if (!kept) return;
    sessionStorage.removeItem(KEY);
    for (const [id, value, checked] of kept.typed) {
      const field = document.getElementById(id);
      if (field) { field.value = value; field.checked = checked; }
    }
    const link = kept.at && document.querySelector(`#stage [data-go="${kept.at}"]`);
    if (link) link.click();
    document.querySelector("#languages summary").focus({ preventScroll: true });
  });
})();
