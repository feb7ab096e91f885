// What a task holds is text until it is opened, so that a page of many tasks opens at once.
(() => {
  "use strict";
  for (const task of document.querySelectorAll(".task")) {
    task.addEventListener("toggle", () => {
      const held = task.querySelector("noscript");
      if (task.open && held) {
        held.insertAdjacentHTML("beforebegin", held.textContent);
        held.remove();
      }
    });
  }
})();
