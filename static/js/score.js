// One principle at a time on a phone; choosing saves; and this device alone marks its owner's scores.
"use strict";
(() => {
  const stage = () => document.getElementById("stage");
  const forms = () => [...document.querySelectorAll("#stage form.one")];
  const next = document.getElementById("next");
  const mine = () => [...document.querySelectorAll("#mine [data-level]")].map((row) => row.dataset);
  const own = (activity, principle) => mine().find((m) => m.activity === activity && m.principle === principle);
  const turns = new Map();
  let at = "";

  const isDone = (form) => Boolean(form.querySelector("input[name=score]:checked"));
  const show = (principle, focus) => {
    const all = forms(), chosen = all.find((f) => f.dataset.principle === principle) || all[0];
    if (!chosen) return;
    at = chosen.dataset.principle;
    for (const form of all) form.classList.toggle("here", form === chosen);
    for (const link of document.querySelectorAll("#stage .steps a")) {
      const form = all.find((f) => f.dataset.principle === link.dataset.go);
      link.classList.toggle("done", Boolean(form && isDone(form)));
      if (link.dataset.go === at) link.setAttribute("aria-current", "step"); else link.removeAttribute("aria-current");
    }
    const left = all.some((f) => !isDone(f));
    next.hidden = !left && all.length === 1;
    next.classList.toggle("quiet", !left);
    if (focus) { scrollTo(0, 0); const title = chosen.querySelector("h1, h2"); title.tabIndex = -1; title.focus({ preventScroll: true }); }
  };
  const goOn = () => {
    const all = forms(), i = all.findIndex((f) => f.dataset.principle === at);
    const following = [...all.slice(i + 1), ...all.slice(0, i + 1)].find((f) => !isDone(f));
    const target = following || all[(i + 1) % all.length];
    if (following || all.length > 1) show(target.dataset.principle, true);
    if (!following) room.say(next.dataset.done);
  };
  const fill = () => {
    for (const form of forms()) {
      const answer = own(form.dataset.activity, form.dataset.principle);
      // A choice made on another device of the same person, after this one's, is the one that stands.
      const overtaken = answer && Number(answer.turn) > (turns.get(form.id) || 0);
      if (answer && (overtaken || !isDone(form))) { const row = form.querySelector(`input[value="${answer.level}"]`); if (row) row.checked = true; }
      const reason = reasonRow(form), why = whyOf(form);
      if (reason && !why.value && !unsent.has(form.id)) why.value = reason.textContent;
      if (isUnsent(form)) later(form);
      markEarlier(form);
    }
  };
  const markEarlier = (form) => {
    const round = Number(form.dataset.round);
    // One that was answered as its step closed has no round: it is of the one before this.
    const isEarlier = (m) => m.principle === form.dataset.principle && m.activity !== form.dataset.activity && Number(m.round || 0) < round;
    const before = mine().filter(isEarlier).pop();
    const row = before && form.querySelector(`input[value="${before.level}"] + label > span:nth-of-type(2)`);
    if (!row || form.querySelector(".before")) return;
    const mark = document.createElement("span");
    mark.className = "before";
    mark.textContent = document.body.dataset.wordRound.replace("{n}", before.round || round - 1);
    row.append(" ", mark);
  };
  const markOwn = () => {
    for (const table of document.querySelectorAll("[data-result]")) {
      const [activity, principle] = table.dataset.result.split(":");
      const answer = own(activity, principle);
      for (const you of table.querySelectorAll(".you")) you.remove();
      const row = answer && table.querySelector(`tr[data-level="${answer.level}"]`);
      if (!row) continue;
      const you = document.createElement("span");
      you.className = "you";
      you.textContent = document.body.dataset.wordYou;
      row.querySelector("th .lv > span:last-child").append(you);
      ring(row);
    }
    for (const button of document.querySelectorAll(".voice .too")) {
      const pressed = Boolean(document.querySelector(`#mine [data-${button.dataset.own || "seen"}="${button.value}"]`));
      button.setAttribute("aria-pressed", String(pressed));
      button.name = pressed ? "off_comment" : "comment";
    }
  };
  const ring = (row) => {
    for (const old of row.querySelectorAll(".ring")) old.remove();
    const dots = row.querySelectorAll("svg:last-of-type circle.dot:not(.open)");
    const dot = dots[dots.length - 1];
    if (!dot) return;
    const ring = dot.cloneNode();
    ring.setAttribute("class", "ring");
    ring.setAttribute("r", String(Number(dot.getAttribute("r")) + 3));
    dot.after(ring);
  };
  const dress = () => {
    const region = stage();
    region.classList.toggle("stepping", forms().length > 0);
    next.hidden = forms().length === 0;
    fill();
    if (forms().length) show(at);
    markOwn();
  };
  // Each choice carries its turn, so that one which was overtaken on its way does not come in last.
  const turnOf = (form) => {
    const kept = own(form.dataset.activity, form.dataset.principle);
    const turn = Math.max(turns.get(form.id) || 0, kept ? Number(kept.turn) : 0) + 1;
    turns.set(form.id, turn);
    return String(turn);
  };
  // A reason is sent by itself a moment after the last key. Of one form only one is on its way: none comes in before
  // one that is older. One that was refused is sent again only once it says something else, or the step has changed.
  const PAUSE = 1500; // milliseconds
  const unsent = new Set(), onTheWay = new Set(), refused = new Map(), pauses = new Map(), reasons = new Map();
  const whyOf = (form) => form.querySelector("textarea");
  const reasonRow = ({ dataset }) => document.querySelector(`#mine [data-activity="${dataset.activity}"][data-reason="${dataset.principle}"]`);
  const isUnsent = (form) => unsent.has(form.id) && refused.get(form.id) !== whyOf(form).value;
  const sayUnsent = (form) => room.say(isDone(form) ? next.dataset.unsent : next.dataset.unchosen, false, "waits");
  const later = (form) => {
    if (pauses.has(form.id) || onTheWay.has(form.id)) return;
    sayUnsent(form);
    pauses.set(form.id, setTimeout(() => {
      pauses.delete(form.id);
      const now = document.getElementById(form.id);
      if (now && isDone(now) && isUnsent(now) && !onTheWay.has(now.id)) answer(now);
    }, PAUSE));
  };
  const wait = (form) => { clearTimeout(pauses.get(form.id)); pauses.delete(form.id); };
  const markReason = ({ dataset }, words) => {
    let row = reasonRow({ dataset });
    if (!words) { if (row) row.remove(); return; }
    if (!row) document.getElementById("mine").lastElementChild.append(row = document.createElement("li"));
    row.dataset.activity = dataset.activity; row.dataset.reason = dataset.principle;
    row.textContent = words;
  };
  const settle = (form, words, status) => {
    onTheWay.delete(form.id);
    if (status >= 300) { refused.set(form.id, words); return; }
    reasons.set(form.id, { form, words: words.trim() });
    markReason(form, words.trim());
    const now = document.getElementById(form.id), why = now && whyOf(now);
    if (!why || why.value === words) unsent.delete(form.id);
  };
  const answer = async (form) => {
    const words = whyOf(form).value, more = { turn: turnOf(form) };
    // A reason that is kept already is not sent again with every choice: a room that scores at once would wait for it.
    const isNews = isUnsent(form) && !onTheWay.has(form.id);
    if (isNews) { wait(form); onTheWay.add(form.id); } else more.reason = undefined;
    const { status } = await room.submit(form, null, more);
    if (isNews) settle(form, words, status);
    const left = forms().find(isUnsent);
    if (left && status < 300) { sayUnsent(left); later(left); }
  };
  document.addEventListener("input", (event) => {
    const form = event.target.localName === "textarea" && event.target.closest("form.one");
    if (!form) return;
    unsent.add(form.id);
    refused.delete(form.id);
    wait(form);
    if (onTheWay.has(form.id)) sayUnsent(form); else later(form);
  });
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form.one");
    if (!form || !isDone(form)) return;
    show(form.dataset.principle);
    // Its words are on their way, or there already.
    if (event.target === whyOf(form) && (onTheWay.has(form.id) || !isUnsent(form))) return;
    answer(form);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-go]");
    if (link) { event.preventDefault(); show(link.dataset.go, true); }
    if (event.target.closest("#next")) goOn();
  });
  room.on("placed", (region) => { if (region.id === "stage") dress(); else markOwn(); });
  room.on("moved", () => refused.clear());
  room.on("mine", () => {
    // All of one's own may have been read just before a reason was safe.
    for (const { form, words } of reasons.values()) if (!reasonRow(form)) markReason(form, words);
    fill();
    markOwn();
  });
  document.addEventListener("DOMContentLoaded", dress);
})();
