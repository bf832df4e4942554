// What htmx alone does not do for a form: send the token of now, and say that it did not arrive. What was typed stays.
(() => {
  "use strict";
  const words = document.currentScript.dataset;
  const LONGEST = 15000; // milliseconds
  htmx.config.timeout ||= LONGEST;

  // Whoever signs in again in another window has a new token; that of the page is of no use then.
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.cookie.split("; ").find((one) => one.startsWith("csrftoken="))?.slice("csrftoken=".length);
    if (!token) return;
    event.detail.headers["X-CSRFToken"] = token;
    delete event.detail.parameters.csrfmiddlewaretoken;
  });

  // A page that saves by itself says so itself.
  if (document.getElementById("auto")) return;
  const unsaid = (form) => { for (const line of form.querySelectorAll(".not-sent")) line.remove(); };
  const say = (form, sentence) => {
    unsaid(form);
    const line = Object.assign(document.createElement("p"), { className: "error not-sent", role: "alert" });
    form.append(line);
    line.textContent = sentence;
    line.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("htmx:beforeRequest", (event) => unsaid(event.target));
  for (const name of ["htmx:sendError", "htmx:timeout"])
    document.addEventListener(name, (event) => say(event.target, words.away));
  document.addEventListener("htmx:responseError", (event) =>
    say(event.target, event.detail.xhr.status === 403 ? words.refused : words.failed));
  // Signed out, the answer is the page to sign in on: in the place of the form it would take what was typed with it.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, requestConfig } = event.detail;
    if (!xhr.responseURL || new URL(xhr.responseURL).pathname !== words.login) return;
    event.detail.shouldSwap = false;
    say(requestConfig.elt, words.refused);
  });
})();
