// One's own table. Regions are the same for everybody and say only that seats or notes have changed: whoever it concerns
// asks for their own, not all at the same moment.
"use strict";
(() => {
  const own = () => document.getElementById("my-table");
  const box = () => document.getElementById("notes");
  const draft = "draft:" + location.pathname + ":notes";
  const address = location.pathname.replace(/\/?$/, "/table");
  let wait = null;

  const place = (html) => {
    const parsed = document.createElement("template");
    parsed.innerHTML = html.trim();
    const before = box(), was = before && before.defaultValue;
    const theirs = document.getElementById("theirs"), shown = theirs && !theirs.hidden;
    room.swap(own(), parsed.content.firstElementChild);
    if (!before) bringDraft();
    else if (box()) compare(was, shown);
  };
  // What somebody is writing stays; what was saved elsewhere meanwhile stands below it, so that neither is lost.
  const compare = (was, shown) => {
    const field = box();
    if (field.value === field.defaultValue) { sessionStorage.removeItem(draft); return; }
    if (field.defaultValue === was && !shown) return;
    const theirs = document.getElementById("theirs");
    theirs.querySelector("blockquote").textContent = field.defaultValue;
    theirs.hidden = false;
  };
  const bringDraft = () => {
    const field = box(), kept = sessionStorage.getItem(draft);
    if (!field || !kept || kept === field.defaultValue || (field.value !== field.defaultValue && field.value !== kept)) return;
    field.value = kept;
    if (field.defaultValue) compare(null, false);
  };
  const ask = async () => {
    wait = null;
    try {
      const answer = await fetch(address, { headers: { "X-Live": "1" }, cache: "no-store" });
      if (answer.ok) { place(await answer.text()); return; }
      if (answer.status < 500) return;
    } catch { /* no network: asked again */ }
    wait = setTimeout(ask, 5000 + Math.random() * 5000);
  };
  const look = () => {
    const told = document.querySelector("#tables [data-seating]");
    // The workshop has ended: nothing is written for a table any more, unless somebody still has words in there.
    if (!told && !(box() && box().value !== box().defaultValue)) own().hidden = true;
    if (!told || wait !== null) return;
    const mine = own().dataset, tables = told.dataset.tables.trim().split(" ");
    const edition = (tables.find((table) => table.startsWith(mine.number + ":")) || "").split(":")[1];
    const moved = told.dataset.seating !== mine.seating;
    if (!moved && (mine.number === "0" || edition === mine.edition || !edition)) return;
    // Five hundred phones that all moved ask over some ten seconds; eight at one table at once.
    wait = setTimeout(ask, Math.random() * (moved ? Math.max(1000, tables.length * 150) : 500));
  };
  room.on("placed", (region) => { if (region.id === "tables") look(); });
  room.on("table", place);
  document.addEventListener("DOMContentLoaded", () => { bringDraft(); look(); });
})();
