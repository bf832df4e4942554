// Tests this device and its network. Every word stands in the page already: this reveals what came of each test, puts
// the figures in, and writes the outcomes down as a code that can be read out.
"use strict";
document.documentElement.classList.add("js");
(() => {
  const ASKS = 8, ASK_WAITS = 5000, OPENS_WITHIN = 5000, ECHOES = 5, ECHO_WAITS = 4000, LATE = 2000, FLUSH_WAITS = 1500;
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const median = (all) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)];
  const firstBelow = (value, steps) => steps.find(([limit]) => value < limit)[1];

  const fetched = async (address, options) => {
    const patience = new AbortController();
    const late = setTimeout(() => patience.abort(), ASK_WAITS);
    try { return await fetch(address, { ...options, cache: "no-store", signal: patience.signal }); }
    finally { clearTimeout(late); }
  };

  // One question as polling asks it: how long it took, and what the site said.
  const askOnce = async (address, n) => {
    const began = performance.now(), clock = Date.now();
    try {
      const answer = await fetched(`${address}?n=${n}&at=${encodeURIComponent(location.origin)}`, { headers: { "X-Live": "1" } });
      const said = answer.ok ? await answer.json() : null;
      const took = performance.now() - began;
      return said && { took, said, fresh: said.n === String(n), ahead: clock + took / 2 - said.t };
    } catch { return null; }
  };

  const testAsking = async (address, show) => {
    const heard = [];
    for (let k = 0; k < ASKS; k++) heard.push(await askOnce(address, Math.floor(Math.random() * 1e9)));
    const answers = heard.filter(Boolean), fresh = answers.filter((each) => each.fresh);
    show("asking", answers.length <= ASKS / 2 ? "failed" : fresh.length < answers.length ? "stale" : "fine");
    if (!fresh.length) return;
    show("cookies", fresh.some((each) => each.said.cookie) ? "kept" : "refused");
    show("secure", location.protocol !== "https:" ? "plain" : fresh[0].said.secure ? "https" : "unaware");
    // The first one also opened the connection.
    const delay = median((fresh.length > 1 ? fresh.slice(1) : fresh).map((each) => each.took));
    show("delay", firstBelow(delay, [[100, "quick"], [333, "good"], [1000, "slow"], [Infinity, "crawling"]]), Math.round(delay));
    const ahead = fresh.reduce((best, each) => each.took < best.took ? each : best).ahead / 1000;
    show("clock", Math.abs(ahead) < 2 ? "right" : firstBelow(ahead, [[-300, "behind"], [0, "slow"], [300, "fast"], [Infinity, "ahead"]]),
      Math.abs(ahead) < 2 ? Math.abs(ahead).toFixed(1) : Math.round(Math.abs(ahead)));
  };

  const testSending = async (address, token) => {
    try {
      const answer = await fetched(address, { method: "POST", headers: { "X-Live": "1" }, body: new URLSearchParams({ csrfmiddlewaretoken: token }) });
      return answer.ok ? (await answer.json()).sending : "refused";
    } catch { return "failed"; }
  };

  // Opens, is greeted unasked, and has a few words said back one by one. What comes only once the site has closed the
  // socket was held back on the way.
  const testSocket = (address) => new Promise((done) => {
    let socket, timer, opened = false, heard = 0, sentAt = 0, slowest = 0;
    const end = (outcome) => {
      clearTimeout(timer);
      done(outcome);
      if (socket) { socket.onclose = socket.onmessage = null; socket.close(); }
    };
    const within = (ms, then) => { clearTimeout(timer); timer = setTimeout(then, ms); sentAt = performance.now(); };
    const silence = () => {
      if (heard) { end("late"); return; }
      socket.onmessage = socket.onclose = (event) => end(event && event.type === "message" ? "late" : "silent");
      socket.send("bye");
      within(FLUSH_WAITS, () => end("silent"));
    };
    try { socket = new WebSocket(location.origin.replace(/^http/, "ws") + address); } catch { done("refused"); return; }
    within(OPENS_WITHIN, () => end("refused"));
    socket.onopen = () => { opened = true; within(ECHO_WAITS, silence); };
    socket.onmessage = () => {
      slowest = Math.max(slowest, performance.now() - sentAt);
      heard += 1;
      if (heard > ECHOES) { end(slowest > LATE ? "late" : "fine"); return; }
      socket.send(String(heard));
      within(ECHO_WAITS, silence);
    };
    socket.onclose = (event) => end(!opened ? "refused" : event && event.code === 1013 ? "unknown" : "cut");
  });

  const testDevice = (show) => {
    show("scripts", "on");
    show("screen", firstBelow(innerWidth, [[320, "narrow"], [600, "phone"], [1024, "tablet"], [1920, "desktop"], [Infinity, "wall"]]), innerWidth, innerHeight);
    // A page cannot ask for its zoom; but with a mouse the window's edge is not enlarged, and what is in it is.
    const edge = matchMedia("(pointer: fine)").matches ? Math.max(1, outerWidth / innerWidth) : 1;
    const zoom = Math.round(100 * edge * (window.visualViewport ? visualViewport.scale : 1));
    show("zoom", firstBelow(zoom, [[111, "none"], [151, "some"], [201, "double"], [Infinity, "more"]]), zoom);
    show("colours", matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  };

  // The outcomes are the digits of one number; see workshops/domain/result_codes.py.
  const codeOf = (rows, { alphabet, layout, prime, length }) => {
    let number = Number(layout), code = "";
    for (const row of rows) {
      const outcomes = [...row.querySelectorAll("[data-outcome]")];
      number = number * outcomes.length + outcomes.findIndex((each) => !each.hidden);
    }
    for (number *= Number(prime); code.length < Number(length); number = Math.floor(number / alphabet.length))
      code = alphabet[number % alphabet.length] + code;
    return code;
  };

  const run = async (page) => {
    const rows = [...page.querySelectorAll("[data-check]")], progress = document.getElementById("progress");
    const waiting = page.querySelectorAll("[data-testing]");
    for (const label of waiting) [label.textContent, label.dataset.testing] = [label.dataset.testing, label.textContent];
    const show = (check, key, ...figures) => {
      const row = rows.find((each) => each.dataset.check === check);
      for (const each of row.querySelectorAll("[data-outcome]")) each.hidden = each.dataset.outcome !== key;
      if (figures.length) row.querySelector("[data-value]").textContent = row.dataset.measured.replace("{n}", figures[0]).replace("{m}", figures[1]);
      progress.value = rows.filter((each) => each.querySelector("[data-outcome]").hidden).length;
    };
    testDevice(show);
    await Promise.all([
      testAsking(page.dataset.ask, show),
      testSending(page.dataset.send, page.querySelector("[name=csrfmiddlewaretoken]").value).then((key) => show("sending", key)),
      testSocket(page.dataset.socket).then(async (key) => {
        // The check's sockets are few: whoever finds them taken tries once more.
        if (key === "unknown") { await pause(3000 + Math.random() * 3000); key = await testSocket(page.dataset.socket); }
        show("socket", key);
      }),
    ]);
    for (const label of waiting) label.textContent = label.dataset.testing;
    tell(rows, document.getElementById("code"));
  };

  const tell = (rows, place) => {
    const tone = Math.max(...rows.map((row) => Number(row.querySelector("[data-outcome]:not([hidden])").dataset.tone)));
    const code = codeOf(rows, place.dataset), words = place.dataset.words.split(" ");
    place.textContent = code.slice(0, 4) + " " + code.slice(4);
    document.getElementById("spelt").textContent = [...code].map((char) => words[place.dataset.alphabet.indexOf(char)]).join(" ");
    document.getElementById("it").href += "?code=" + code;
    for (const each of document.querySelectorAll("[data-verdict]")) each.hidden = Number(each.dataset.verdict) !== tone;
    document.getElementById("running").hidden = true;
    document.getElementById("told").hidden = false;
  };

  document.addEventListener("DOMContentLoaded", () => {
    const page = document.querySelector("[data-run]");
    if (page) run(page);
  });
})();
