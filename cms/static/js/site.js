/* What the site can do better with a script. Nothing here is needed to read a page. */
(function () {
  "use strict";
  const root = document.documentElement;
  const KEY = "mingyan-text";
  const SIZES = ["large", "huge"];

  function remembered() {
    try {
      return localStorage.getItem(KEY) || "";
    } catch {
      return ""; // private windows may refuse storage; the size then lasts for one page
    }
  }

  function remember(size) {
    try {
      localStorage.setItem(KEY, size);
    } catch {
      /* see above */
    }
  }

  function show(size) {
    if (SIZES.includes(size)) {
      root.dataset.text = size;
    } else {
      delete root.dataset.text;
    }
    for (const button of document.querySelectorAll("[data-text-size]")) {
      button.setAttribute("aria-pressed", String(button.dataset.textSize === (root.dataset.text || "")));
    }
  }

  function reveal(selector) {
    for (const element of document.querySelectorAll(selector)) {
      element.hidden = false;
    }
  }

  function start() {
    for (const button of document.querySelectorAll("[data-text-size]")) {
      button.addEventListener("click", () => {
        remember(button.dataset.textSize);
        show(button.dataset.textSize);
      });
    }
    for (const button of document.querySelectorAll("[data-print]")) {
      button.addEventListener("click", () => window.print());
    }
    for (const button of document.querySelectorAll("[data-play]")) {
      const video = document.getElementById(button.dataset.play);
      const label = button.querySelector("[data-label]");
      button.addEventListener("click", () => (video.paused ? video.play() : video.pause()));
      video.addEventListener("play", () => (label.textContent = "暂停"));
      video.addEventListener("pause", () => (label.textContent = "播放视频"));
    }
    show(remembered());
    reveal("[data-needs-script]");
  }

  show(remembered()); // before the first paint, so that nothing jumps
  document.addEventListener("DOMContentLoaded", start);
})();
