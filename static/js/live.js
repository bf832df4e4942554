// Follows the room: by WebSocket, and by asking where that is refused, closed or silent. A region is replaced whole and
// only by a newer one; focus, caret, open details and typed text stay where they are.
"use strict";
const room = (() => {
  const body = document.body;
  const here = {
    version: Number(body.dataset.version),
    now: () => began + performance.now(), // the server's clock, in ms; nobody sets ours meanwhile, as they may a device's
    socket: null,
    on: (name, heard) => document.addEventListener("room:" + name, (event) => heard(event.detail)),
    tell: (name, detail) => document.dispatchEvent(new CustomEvent("room:" + name, { detail })),
  };
  let began = Number(body.dataset.t) - performance.now();
  // Of a workshop in several languages, those that this page is in.
  const asks = body.dataset.asks ? "&lang=" + encodeURIComponent(body.dataset.asks) : "";
  let openedAt = 0, heardAt = 0, polling = null, tries = 0, opening = null;

  // One line tells what happened. What the page shows anyway, a new step, is told to those who listen only. Its tone is
  // "waits" for what is not with the server yet, "refused" for what it would not take.
  here.say = (words, unseen = false, tone = "") => {
    const line = document.getElementById("say");
    if (!line || !words) return;
    line.classList.toggle("vh", unseen);
    line.dataset.tone = tone;
    if (line.textContent !== words) line.textContent = words;
  };

  const stateOf = (region) => {
    const at = document.activeElement;
    const inside = region.contains(at) && at !== region;
    return {
      focus: inside ? at.id : "", lost: inside,
      caret: inside && at.selectionStart != null ? [at.selectionStart, at.selectionEnd] : null,
      open: [...region.querySelectorAll("details[open]")].map(nameOf),
      typed: [...region.querySelectorAll("input:not([type=hidden]), textarea, select")].filter((f) => f.id && isTouched(f))
        .map((f) => ({ id: f.id, base: baseOf(f), value: f.value, checked: f.checked, text: f.localName === "textarea" || f.type === "text" })),
    };
  };
  // Which edition of the words somebody changes, where several may: another's must not be taken for what they saw.
  const baseOf = (f) => f.form && f.form.elements.edition ? f.form.elements.edition.value : "";
  const nameOf = (details) => details.id || (details.querySelector("summary") || details).textContent.trim();
  const isTouched = (f) => f.type === "radio" || f.type === "checkbox" ? f.checked !== f.defaultChecked
    : f.localName === "select" ? f.selectedIndex > 0 : f.value !== f.defaultValue;

  const bringBack = (state, region) => {
    for (const details of region.querySelectorAll("details"))
      if (state.open.includes(nameOf(details)) && !details.classList.contains("sure")) details.open = true;
    for (const was of state.typed) {
      const field = document.getElementById(was.id);
      if (field) { field.value = was.value; if (field.type === "radio" || field.type === "checkbox") field.checked = was.checked; if (was.base && isTouched(field)) field.form.elements.edition.value = was.base; }
      else if (was.text && was.value.trim()) here.tell("orphan", was);
    }
    if (!state.lost) return;
    const again = state.focus && document.getElementById(state.focus);
    (again || region).focus({ preventScroll: true });
    if (again && state.caret && again.setSelectionRange) try { again.setSelectionRange(...state.caret); } catch { /* a date has no caret */ }
  };

  // One element for another, with focus, caret and what was typed.
  here.swap = (old, fresh) => { const state = stateOf(old); old.replaceWith(fresh); bringBack(state, fresh); };

  // What the server last sent of each region: scripts dress it up afterwards, which is no reason to replace it.
  const sent = new Map();
  for (const region of document.querySelectorAll("[data-v]")) sent.set(region.id, region.innerHTML);

  const place = (fresh) => {
    const old = document.getElementById(fresh.id);
    if (!old || Number(fresh.dataset.v) < Number(old.dataset.v)) return;
    const moved = fresh.dataset.step !== old.dataset.step || fresh.dataset.phase !== old.dataset.phase;
    if (!moved && fresh.innerHTML === sent.get(fresh.id)) { old.dataset.v = fresh.dataset.v; return; }
    sent.set(fresh.id, fresh.innerHTML);
    here.swap(old, fresh);
    if (fresh.dataset.say && moved) { here.say(fresh.dataset.say, true); here.tell("moved", fresh); const main = document.getElementById("main"); main.scrollTop = 0; if (!main.contains(document.activeElement)) scrollTo(0, 0); }
    here.tell("placed", fresh);
  };

  // Takes what a push, a poll or an answer brought: {v, t, html}.
  here.take = (frame) => {
    if (frame.t) began = frame.t - performance.now();
    if (!frame.html) return;
    const box = document.createElement("template");
    box.innerHTML = frame.html;
    for (const fresh of [...box.content.children]) place(fresh);
    here.version = Math.max(here.version, frame.v);
  };

  // Whoever waits to send again need not wait longer, once the server is heard after it was not.
  let isAway = false;
  const heard = () => { if (isAway) { isAway = false; here.tell("back"); } };
  here.on("away", () => { isAway = true; });
  const ask = async () => {
    try {
      const answer = await fetch(body.dataset.state + "&since=" + here.version + asks, { headers: { "X-Live": "1" }, cache: "no-store" });
      if (answer.status < 500) heard();
      if ([403, 404, 410].includes(answer.status)) { location.reload(); return; }
      // To the second: enough for a clock that stood still while the device slept.
      const date = Date.parse(answer.headers.get("date"));
      if (Math.abs(date - here.now()) > 2000) began = date - performance.now();
      if (answer.status === 200) here.take(await answer.json());
    } catch { here.tell("away"); /* no network: asked again */ }
  };
  const isOpen = () => here.socket !== null && here.socket.readyState === WebSocket.OPEN;
  // A socket may be open and let nothing through: it is only trusted once it has brought something.
  const isHeard = () => isOpen() && heardAt > openedAt && performance.now() - heardAt < 25000;
  const keepAsking = async () => {
    if (isHeard()) { polling = null; return; }
    await ask();
    polling = setTimeout(keepAsking, 2000 + Math.random() * 1000);
  };
  const startAsking = (wait = 0) => { if (polling === null) polling = setTimeout(keepAsking, wait); };

  const connect = () => {
    clearTimeout(opening);
    let socket;
    try { socket = new WebSocket(location.origin.replace(/^http/, "ws") + body.dataset.live + "?since=" + here.version + asks); }
    catch { startAsking(); return; }
    const before = here.socket;
    here.socket = socket;
    if (before) before.close();
    openedAt = performance.now();
    const late = setTimeout(startAsking, 3000);
    socket.onmessage = (event) => {
      clearTimeout(late);
      tries = 0;
      heardAt = performance.now();
      heard();
      const frame = JSON.parse(event.data);
      if ("id" in frame) here.tell("answer", frame);
      else if (frame.html) here.take(frame);
      else if (frame.v > here.version) ask();
    };
    socket.onclose = (event) => {
      clearTimeout(late);
      if (here.socket !== socket) return;
      here.socket = null;
      // One that never brought anything says nothing of the server: a proxy refuses it.
      if (heardAt > openedAt) here.tell("away");
      // The seat has ended, or the desk was signed out: there is nothing to come back to, and the answer says so.
      if (event.code === 4403) { startAsking(); return; }
      // A whole room that lost its server in one moment does not come back in one.
      startAsking(Math.random() * 1000);
      tries += 1;
      opening = setTimeout(connect, 200 + Math.min(15000, 1000 * 2 ** tries) * Math.random());
    };
  };
  here.send = (message) => { if (!isHeard()) return false; here.socket.send(JSON.stringify(message)); return true; };

  const comeBack = () => {
    if (document.visibilityState === "hidden") return;
    ask();
    if (!isOpen()) { tries = 0; connect(); }
    // The clock may have stood still with the device: within the next heartbeat the socket must show that it lives.
    heardAt = Math.min(heardAt, performance.now() - 8000);
  };
  setInterval(() => {
    if (isOpen() && performance.now() - Math.max(openedAt, heardAt) > 25000) { startAsking(); here.socket.close(); }
  }, 5000);
  document.addEventListener("visibilitychange", comeBack);
  addEventListener("online", () => setTimeout(comeBack, Math.random() * 500));
  addEventListener("pageshow", (event) => { if (event.persisted) comeBack(); });
  document.addEventListener("DOMContentLoaded", connect);
  return here;
})();
