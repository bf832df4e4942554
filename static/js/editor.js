// What htmx alone does not do: say that a save did not arrive and try it again, and hold on to a page with unsaved words.
(() => {
  "use strict";
  const auto = document.getElementById("auto");
  const form = document.getElementById("pf");
  const AGAIN_AFTER = 5000; // milliseconds
  let written = 0;
  let saved = 0;
  let sent = 0;
  let waiting = 0;

  const told = (words, aloud) => {
    const line = document.createElement("span");
    line.className = aloud ? "off" : "muted";
    line.textContent = words;
    document.getElementById("saved").replaceChildren(line);
    if (aloud) document.getElementById("said").textContent = words;
  };

  form.addEventListener("input", () => {
    if (written === saved) told(auto.dataset.writing, false);
    written += 1;
  });

  document.body.addEventListener("htmx:configRequest", () => { sent = written; });

  document.body.addEventListener("htmx:afterRequest", (event) => {
    clearTimeout(waiting);
    const { status } = event.detail.xhr;
    if (status !== 200) approving = false;
    if (status === 409 || status === 422) return;
    if (status === 200) {
      saved = sent;
      if (written !== saved) told(auto.dataset.writing, false);
      return;
    }
    told(status === 0 ? auto.dataset.away : status === 403 ? auto.dataset.refused : auto.dataset.failed, true);
    waiting = setTimeout(() => htmx.trigger(auto, "again"), AGAIN_AFTER);
  });

  // Whoever approves has seen their own last words, and these are not refused as a change that somebody else has made.
  const approve = document.getElementById("approve");
  let approving = false;
  approve?.addEventListener("submit", (event) => {
    if (written === saved) return;
    event.preventDefault();
    approving = true;
    clearTimeout(waiting);
    htmx.trigger(auto, "again");
  });
  document.body.addEventListener("htmx:afterSettle", () => {
    if (!approving || written !== saved) return;
    approving = false;
    // What came of it, or what somebody else has written meanwhile, is to be read first.
    if (!document.getElementById("troubles").childElementCount) approve.requestSubmit();
  });

  addEventListener("beforeunload", (event) => {
    if (written !== saved) event.preventDefault();
  });
  // A form that htmx does not send takes its words along.
  form.addEventListener("submit", () => {
    if (!window.htmx) saved = written;
  });
})();
