// Sends what people fill in: through the open socket where it can, by POST where it cannot. Both ways end in the same
// form on the server. What was typed is kept on this device until it is safe.
"use strict";
(() => {
  const ACT = /^\/w\/[^/]+\/(\d+)\/([a-z_]+)$/;
  const waiting = new Map();
  let last = 0;

  const fieldsOf = (form, button) => {
    const fields = {};
    for (const [name, value] of new FormData(form)) if (name !== "csrfmiddlewaretoken") fields[name] = value;
    if (button && button.name) fields[button.name] = button.value;
    return fields;
  };
  const bySocket = (path, fields) => {
    const found = ACT.exec(path);
    const desk = document.body.classList.contains("desk");
    if (!found || desk) return null;
    const id = ++last;
    if (!room.send({ id, activity: Number(found[1]), act: found[2], fields })) return null;
    return new Promise((answered) => {
      // No word within four seconds: the same form goes by POST, and the server counts it once.
      const late = setTimeout(() => { waiting.delete(id); answered(null); }, 4000);
      waiting.set(id, (answer) => { clearTimeout(late); answered(answer); });
    });
  };
  room.on("answer", (answer) => {
    const answered = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answered) answered(answer);
  });
  const token = () => (/csrftoken=([^;]+)/.exec(document.cookie) || [])[1] || (document.querySelector("#do input[name=csrfmiddlewaretoken]") || {}).value || "";
  const byPost = async (path, fields) => {
    const answer = await fetch(path, { method: "POST", body: new URLSearchParams(fields), headers: { "X-Live": "1", "X-CSRFToken": token() } });
    const json = (answer.headers.get("content-type") || "").includes("json");
    return json ? answer.json() : { status: answer.status, words: document.title };
  };

  // "Busy", "too fast" or a fault of the server: nothing is kept there, so it stays here and goes again.
  const isAnswered = (answer) => answer.status < 500 && answer.status !== 429;
  const pausing = new Set();
  const pause = async (ms) => {
    const wake = await new Promise((done) => { const up = () => done(up); pausing.add(up); setTimeout(up, ms); });
    pausing.delete(wake);
  };
  room.on("back", () => { for (const wake of pausing) wake(); });
  // Sends, and tries again by itself until somebody has answered; not all who wait at the same moment.
  const send = async (path, fields) => {
    const [note, noted] = unsent(path, fields);
    for (let wait = 1000; ; wait = Math.min(wait * 2, 10000)) {
      try {
        const answer = (await bySocket(path, fields)) || (await byPost(path, fields));
        if (isAnswered(answer)) { if (localStorage.getItem(note) === noted) localStorage.removeItem(note); taken(answer); return answer; }
      } catch { room.tell("away"); /* no network: kept here, and sent again */ }
      room.say(document.body.dataset.wordKept, false, "waits");
      await pause(wait * (0.5 + Math.random()));
    }
  };
  // What is on its way is noted on this device, so that closing the page before there is a network again loses nothing.
  const NOTE = "unsent:" + location.pathname + ":";
  const unsent = (path, fields) => {
    const note = NOTE + path + ":" + (fields.principle || fields.form || fields.comment || fields.off_comment || fields.none || fields.one || fields.two || "");
    // A choice that overtakes a reason on its way brings no words of its own, and must not rub those out.
    const before = "turn" in fields && !("reason" in fields) ? JSON.parse(localStorage.getItem(note) || "{}").fields : {};
    const noted = JSON.stringify({ path, fields: { ...before, ...fields } });
    if (ACT.test(path)) try { localStorage.setItem(note, noted); } catch { /* no room: the page holds it */ }
    return [note, noted];
  };
  document.addEventListener("DOMContentLoaded", () => {
    for (const note of Object.keys(localStorage).filter((key) => key.startsWith(NOTE))) {
      const { path, fields } = JSON.parse(localStorage.getItem(note));
      localStorage.removeItem(note);
      send(path, fields);
    }
  });
  // What this page was told of its own scores: all of one's own may have been read just before one of them was safe.
  const owns = new Map();
  const keepOwn = (own) => {
    const place = own.activity + " " + own.principle, before = owns.get(place);
    if (!before || before.turn <= own.turn) owns.set(place, own);
    mark(own);
    room.tell("mine");
  };
  const mark = (own) => {
    const mine = document.getElementById("mine");
    let row = mine.querySelector(`[data-activity="${own.activity}"][data-principle="${own.principle}"][data-level]`);
    if (row && Number(row.dataset.turn) > own.turn) return;
    if (!row) mine.lastElementChild.append(row = document.createElement("li"));
    Object.assign(row.dataset, own);
    // In which round of this principle it was given: another principle of the same step may be in another.
    const form = document.getElementById(`f-${own.activity}-score-${own.principle}`);
    if (form && form.dataset.round) row.dataset.round = form.dataset.round;
  };
  const taken = (answer) => {
    if (answer.own) keepOwn(answer.own);
    if (answer.table) room.tell("table", answer.table);
    if (answer.mine) {
      const box = document.createElement("template");
      box.innerHTML = answer.mine.trim();
      const old = document.getElementById("mine"), own = box.content.firstElementChild;
      // Two answers may overtake each other on their way: the one that was read later stands.
      if (Number(own.dataset.at) >= Number(old.dataset.at)) { old.replaceWith(own); owns.forEach(mark); room.tell("mine"); }
    }
    // A step that changes says so itself; a refusal is said after it, or nobody would hear why.
    if (answer.status < 300) room.say(answer.words);
    room.take(answer);
    if (answer.status >= 300) room.say(answer.words, false, "refused");
  };
  const showFault = (form, answer) => {
    const slot = form.querySelector(".error");
    if (slot) { slot.textContent = answer.status < 300 ? "" : answer.words; slot.hidden = answer.status < 300; }
    // Theirs is on the desk by now: what is sent next was written with it in sight.
    const edition = form.elements.edition;
    if (edition && edition.dataset.now && (answer.status < 300 || answer.status === 409)) edition.value = edition.dataset.now;
    for (const field of form.elements) if (field.name) field.toggleAttribute("aria-invalid", Boolean(answer.errors && answer.errors[field.name]));
  };
  room.submit = async (form, button, more) => {
    const path = new URL(button && button.hasAttribute("formaction") ? button.formAction : form.action, location.href).pathname;
    const fields = { ...fieldsOf(form, button), ...more };
    for (const name of Object.keys(fields)) if (fields[name] === undefined) delete fields[name];
    if (!fields.form && form.id && form.id !== "do") fields.form = idOf(form);
    const answer = await send(path, fields);
    // A push may have put a new one in its place meanwhile.
    form = (form.id && document.getElementById(form.id)) || form;
    showFault(form, answer);
    if (answer.status < 300 && "clear" in form.dataset) clear(form, fields);
    else if (answer.status < 300 && (form.elements.edition || fields.reason)) forget(form, fields);
    return answer;
  };
  const fresh = () => (crypto.randomUUID ? crypto.randomUUID() : "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) => (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16)));
  // A form keeps its id until it was answered, also when a push puts a new one in its place: sent twice, it counts once.
  const ids = new Map();
  const idOf = (form) => { if (!ids.has(form.id)) ids.set(form.id, fresh()); return ids.get(form.id); };
  const isSent = (field, sent) => field.value === (sent[field.name] || "").replaceAll("\r\n", "\n");
  // Saved, and shown by the page itself from now on: it is not left over when the step changes.
  const forget = (form, sent) => { for (const field of form.elements) if (field.id && isSent(field, sent)) sessionStorage.removeItem(keyOf(field)); };
  // What was typed after it was sent is the next thing to say, and stays.
  const clear = (form, sent) => {
    ids.delete(form.id);
    for (const field of form.elements) {
      if (field.name === "form") field.value = fresh();
      else if (field.type === "radio" || field.type === "checkbox") field.checked = field.defaultChecked;
      else if (field.localName === "select") field.selectedIndex = 0;
      else if (field.id && isSent(field, sent)) {
        field.value = field.defaultValue;
        sessionStorage.removeItem(keyOf(field));
      }
    }
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || !new URL(event.submitter && event.submitter.hasAttribute("formaction") ? event.submitter.formAction : form.action, location.href).pathname.match(/^\/(w|desk)\//)) return;
    event.preventDefault();
    // Many buttons share the form `do`: one that waits for its answer keeps none of the others waiting.
    const busy = form.id === "do" && event.submitter ? event.submitter : form;
    if (busy.dataset.busy) return;
    busy.dataset.busy = "1";
    room.submit(form, event.submitter).finally(() => delete busy.dataset.busy);
  });

  // Drafts: half a sentence survives a reload, and a step that changes under it.
  const keyOf = (field) => "draft:" + location.pathname + ":" + field.id;
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (field.localName !== "textarea" || !field.id) return;
    if (field.value.trim()) sessionStorage.setItem(keyOf(field), field.value); else sessionStorage.removeItem(keyOf(field));
  });
  const refill = () => {
    for (const field of document.querySelectorAll("textarea[id]")) {
      const draft = sessionStorage.getItem(keyOf(field));
      if (draft && !field.value) { field.value = draft; field.dispatchEvent(new Event("input", { bubbles: true })); const why = field.closest("details"); if (why) why.open = true; }
    }
  };
  room.on("moved", refill);
  document.addEventListener("DOMContentLoaded", refill);
  // What was typed where there is no field for it any more: all of it, and again after a reload.
  const DRAFTS = "draft:" + location.pathname + ":";
  const drafts = () => Object.keys(sessionStorage).filter((key) => key.startsWith(DRAFTS));
  const isSafe = (words) => [...document.querySelectorAll("#mine [data-said], #mine [data-reason]")].some((one) => one.textContent.trim() === words.trim());
  const setAside = (words) => {
    const kept = document.getElementById("kept-texts");
    if (!kept || isSafe(words) || [...kept.children].some((text) => text.value === words)) return;
    const text = document.createElement("textarea");
    text.value = words; text.readOnly = true; text.rows = 3; text.setAttribute("aria-labelledby", "kept-title");
    kept.append(text);
    document.getElementById("kept").hidden = false;
  };
  const fieldOf = (key) => document.getElementById(key.slice(DRAFTS.length));
  room.on("orphan", (was) => setAside(was.value));
  document.addEventListener("DOMContentLoaded", () => {
    for (const key of drafts()) if (!fieldOf(key)) setAside(sessionStorage.getItem(key));
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#kept-away")) return;
    document.getElementById("kept").hidden = true;
    document.getElementById("kept-texts").replaceChildren();
    for (const key of drafts()) if (!fieldOf(key)) sessionStorage.removeItem(key);
    // The button that had it is gone.
    document.getElementById("main").focus({ preventScroll: true });
  });
})();
