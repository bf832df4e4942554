// What one said stays with one's own browser. It is noted while the workshop runs: after the end nobody else knows it.
"use strict";
const own = (() => {
  const { whose, page } = document.querySelector("[data-whose]").dataset, KEY = "said:" + page;
  const tab = sessionStorage, device = localStorage;
  const read = (store) => { try { const kept = JSON.parse(store.getItem(KEY)); return kept && kept.whose === whose ? kept.lines : null; } catch { return null; } };
  const write = (store, lines) => { try { store.setItem(KEY, JSON.stringify({ whose, lines })); return true; } catch { return false; /* no room, or not allowed: it is in the page */ } };
  const rows = () => [...document.querySelectorAll("#mine > ul:not([hidden]) > li")];
  // A score that went through the socket has no words in its row yet; its form has them.
  const say = (row) => {
    const { activity, principle, level, round } = row.dataset, form = document.getElementById(`f-${activity}-score-${principle}`);
    const chosen = level && form && form.querySelector(`input[value="${level}"] + label b`);
    if (!chosen) return;
    const told = round ? ", " + document.body.dataset.wordRound.replace("{n}", round) : "";
    row.textContent = form.querySelector("h1, h2").textContent + told + ": " + (Number(level) ? level + ", " : "") + chosen.textContent.replace(/\.$/, "");
  };
  const wordsOf = (row) => {
    const plain = row.cloneNode(true);
    for (const aside of plain.querySelectorAll("[aria-hidden], .pill")) aside.remove();
    return plain.textContent.replace(/\s+/g, " ").trim();
  };
  // The server gives no version once it can no longer tell whose is what.
  const isOver = () => document.getElementById("mine").dataset.at === "0";
  const note = () => {
    // Another's, who took part on this device before.
    for (const store of [tab, device]) if (store.getItem(KEY) && !read(store)) store.removeItem(KEY);
    if (isOver()) return;
    rows().forEach(say);
    const lines = rows().map(wordsOf).filter(Boolean);
    if (!lines.length) { tab.removeItem(KEY); device.removeItem(KEY); return; }
    write(tab, lines);
    if (device.getItem(KEY)) write(device, lines);
  };
  document.addEventListener("room:mine", note);
  document.addEventListener("DOMContentLoaded", note);
  return {
    isOver, lines: () => read(device) || read(tab) || [], isKept: () => Boolean(read(device)),
    keep: () => write(device, read(tab) || []), drop: () => { device.removeItem(KEY); if (isOver()) tab.removeItem(KEY); },
  };
})();
