/* The desk works without this file. With it, a tap is recorded without loading the page. */
"use strict";

function newRef() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function say(words, isError) {
  const place = document.getElementById("said");
  const line = document.createElement("p");
  line.className = isError ? "notice notice-error" : "notice notice-success";
  line.textContent = words;
  place.replaceChildren(line);
}

function put(root, name, value) {
  const place = root.querySelector("[data-" + name + "]");
  if (place) place.textContent = value;
}

function showTap(card, answer) {
  const day = document.querySelector("[data-day]");
  const before = Number(card.querySelector("[data-today]").textContent);
  if (day) day.textContent = Number(day.textContent) + answer.today - before;
  put(card, "today", answer.today);
  put(card, "left", answer.left);
  put(card, "overdrawn", answer.overdrawn);
  card.querySelector("[data-below]").hidden = !answer.overdrawn;
  const undo = document.getElementById("undo");
  undo.elements.entry.value = answer.undo.entry;
  undo.elements.client_ref.value = answer.undo.ref;
  put(undo, "undo-text", answer.undo.text);
  undo.hidden = false;
  say(answer.said, false);
}

async function send(form, data) {
  const answer = await fetch(form.action, {
    method: "POST",
    body: data,
    headers: { Accept: "application/json" },
    redirect: "error",
  });
  const body = await answer.json();
  if (body.refused) {
    say(body.refused, true);
  } else {
    showTap(form.closest(".counter"), body);
  }
}

// One after the other, so that the figures on the card never run backwards.
let line = Promise.resolve();

function tap(event) {
  const form = event.target;
  const button = event.submitter;
  if (!button || !button.value) return;
  event.preventDefault();
  const data = new FormData(form);
  data.set("quantity", button.value);
  data.set("client_ref", newRef());
  line = line.then(() =>
    send(form, data).catch(() => {
      // The same reference goes with the plain form: if the tap did arrive, it counts once.
      form.elements.client_ref.value = data.get("client_ref");
      const quantity = document.createElement("input");
      quantity.type = "hidden";
      quantity.name = "quantity";
      quantity.value = data.get("quantity");
      form.append(quantity);
      form.submit();
    }),
  );
}

for (const form of document.querySelectorAll("form[data-tap]")) {
  form.addEventListener("submit", tap);
}

// The PDF opens in a tab of its own; coming back, this page asks how many were printed.
for (const form of document.querySelectorAll("form[data-opens-pdf]")) {
  form.addEventListener("submit", () => {
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") location.reload();
    });
  });
}
