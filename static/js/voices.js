// Sorting what people say: a key puts the comment in focus under a theme, and the next one comes into focus. Every button
// works without this as well, by loading the page again.
"use strict";
(() => {
  const say = document.getElementById("say");
  const isTyping = (at) => at.matches("input:not([type=hidden]), textarea, select");
  const rowOf = (at) => at.closest(".sortable > .voice");
  const KEPT = "input[id]:not([type=hidden]), textarea[id], select[id]";
  const isTouched = (f) => f.localName === "select" ? [...f.options].some((o) => o.selected !== o.defaultSelected) : f.value !== f.defaultValue;

  // What is new of this page, with whatever was typed or open in it, and the focus where it was.
  const refresh = async (focus) => {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (!answer.ok) { location.reload(); return; }
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of ["voices-main", "voices-side"]) {
      const old = document.getElementById(id), now = fresh.getElementById(id);
      const typed = [...old.querySelectorAll(KEPT)].filter(isTouched).map((f) => [f.id, f.value]);
      const open = [...old.querySelectorAll("details[open][id]")].map((d) => d.id);
      const caret = document.activeElement && document.activeElement.selectionStart;
      old.replaceWith(now);
      for (const [field, value] of typed) { const f = document.getElementById(field); if (f) f.value = value; }
      for (const d of open) { const found = document.getElementById(d); if (found) found.open = true; }
      const at = focus && now.contains(document.getElementById(focus)) && document.getElementById(focus);
      if (at) { at.focus(); if (caret != null && at.setSelectionRange) at.setSelectionRange(caret, caret); }
    }
  };
  const showFault = (form, words) => {
    const slot = form.querySelector(".error");
    if (slot) { slot.textContent = words; slot.hidden = !words; }
  };
  const send = async (form, button, focus) => {
    const path = button && button.hasAttribute("formaction") ? button.formAction : form.action;
    const fields = new URLSearchParams(new FormData(form));
    if (button && button.name) fields.set(button.name, button.value);
    let answer;
    try {
      answer = await (await fetch(path, { method: "POST", body: fields, headers: { "X-Live": "1" } })).json();
    } catch { say.textContent = document.body.dataset.wordLost; return; }
    say.textContent = answer.words;
    showFault(form, answer.status < 300 ? "" : answer.words);
    if (answer.status >= 300) return;
    if ("clear" in form.dataset) form.reset();
    await refresh(focus);
  };
  let busy = false;
  document.addEventListener("submit", async (event) => {
    const form = event.target, button = event.submitter;
    if (form.method !== "post") return;
    event.preventDefault();
    if (busy) return;
    busy = true;
    const next = button && button.dataset.then;
    try { await send(form, button, next || (document.activeElement && document.activeElement.id) || ""); } finally { busy = false; if (button) delete button.dataset.then; }
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const rows = [...document.querySelectorAll(".sortable > .voice")], row = rowOf(event.target);
    const at = rows.indexOf(row);
    if (event.key === "j" || event.key === "k") {
      const to = rows[event.key === "j" ? at + 1 : Math.max(at - 1, 0)];
      if (to) { to.focus(); event.preventDefault(); }
    }
    if (!row || !/^[0-9]$/.test(event.key)) return;
    const button = event.key === "0" ? row.querySelector("[data-key][aria-pressed=true]") : row.querySelector(`[data-key="${event.key}"]`);
    const next = rows[at + 1] || row;
    if (!button) return;
    event.preventDefault();
    // Pressed for the theme that it is under already, the comment stays there.
    if (event.key !== "0" && button.getAttribute("aria-pressed") === "true") { next.focus(); return; }
    button.dataset.then = next.id;
    button.click();
  });
})();
