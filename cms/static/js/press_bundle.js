/* Keeps a bundle's progress fresh. Without it the page is as true, once it is loaded again. */
(() => {
  "use strict";

  const EVERY = 2000;
  const box = document.querySelector("[data-bundle][data-status]");
  if (!box) return;

  const words = box.querySelector("[data-words]");
  const progress = box.querySelector("[data-progress]");

  const show = (told) => {
    if (words.textContent !== told.words) words.textContent = told.words;
    if (progress) {
      progress.max = Math.max(told.total, 1);
      progress.value = told.done;
    }
  };

  const ask = async () => {
    try {
      const answer = await fetch(box.dataset.status, { credentials: "same-origin" });
      if (answer.ok) {
        const told = await answer.json();
        show(told);
        /* A new state brings other buttons: the page itself knows which. */
        if (told.state !== box.dataset.state || !told.open) {
          window.location.reload();
          return;
        }
      }
    } catch {
      /* The network is away for a moment: ask again. */
    }
    window.setTimeout(ask, EVERY);
  };

  window.setTimeout(ask, EVERY);
})();
