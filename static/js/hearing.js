// What is one's own beside what is the same for everybody: one's hand, and what one said. This device alone marks it.
"use strict";
(() => {
  let told = "";
  const markHand = () => {
    const line = document.getElementById("hand-line"), own = document.querySelector("#mine [data-hand]");
    if (!line) { told = ""; return; }
    const button = document.getElementById("hand"), id = own && own.dataset.hand, words = line.dataset;
    const place = words.line.split(" ").indexOf(id) + 1, hasFloor = Boolean(id) && words.floor.split(" ").includes(id);
    const isUp = Boolean(id) && (place > 0 || hasFloor);
    button.setAttribute("aria-pressed", String(isUp));
    if (isUp) { button.name = "off"; button.value = "1"; } else { button.removeAttribute("name"); button.removeAttribute("value"); }
    button.querySelector("span").textContent = isUp ? words.wordDown : words.wordUp;
    const now = !isUp ? "" : hasFloor ? words.wordFloor : words.wordPlace.replace("{n}", place);
    const slot = document.getElementById("hand-place");
    slot.textContent = now;
    // Read out once, also where a push has put the same words into a new element.
    if (hasFloor && now !== told) room.say(now);
    told = now;
  };
  const listWords = () => {
    const own = document.getElementById("own-words"), stage = document.getElementById("stage");
    if (!own) return;
    const said = [...document.querySelectorAll(`#mine [data-said][data-activity="${stage.dataset.step}"]`)];
    own.hidden = !said.length;
    own.querySelector(".num").textContent = said.length;
    own.querySelector("ul").replaceChildren(...said.reverse().map((one) => { const li = one.cloneNode(true); for (const name of ["data-said", "data-activity"]) li.removeAttribute(name); return li; }));
  };
  // A facilitator may have let one's words through, or taken some out: what is one's own is asked for again, by those who
  // said something, and not by all of them in the same moment.
  const lettersOf = (node) => node.textContent.replace(/\s/g, "");
  let gone = null, asking = null;
  const askAgain = async () => {
    asking = null;
    try {
      const answer = await fetch(location.pathname + "mine", { headers: { "X-Live": "1" }, cache: "no-store" });
      if (!answer.ok) return;
      const box = document.createElement("template");
      box.innerHTML = (await answer.text()).trim();
      const own = box.content.firstElementChild, old = document.getElementById("mine");
      if (Number(own.dataset.at) >= Number(old.dataset.at)) { old.replaceWith(own); room.tell("mine"); }
    } catch { /* no network: asked again with the next push */ }
  };
  const catchUp = (region) => {
    if (region.id !== "flow") return;
    const before = gone;
    gone = region.querySelectorAll(".v-n .gone").length;
    const said = [...document.querySelectorAll("#mine [data-said]")];
    const heard = new Set([...region.querySelectorAll(".v-n .voice > p:first-child")].map(lettersOf));
    const isThrough = said.some((one) => one.querySelector(".pill") && heard.has(lettersOf(one.firstChild)));
    if (asking === null && (isThrough || (said.length && before !== null && before !== gone))) asking = setTimeout(askAgain, Math.random() * 3000);
  };
  const dress = () => { markHand(); listWords(); };
  room.on("placed", (region) => { dress(); catchUp(region); });
  room.on("mine", dress);
  document.addEventListener("DOMContentLoaded", () => { dress(); const flow = document.getElementById("flow"); if (flow) catchUp(flow); });
})();
