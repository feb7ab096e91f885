(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const list = byId("list");
  const tasks = [...list.children].map((element, order) => ({
    element,
    order,
    name: element.querySelector("h3").textContent.toLowerCase(),
    verdict: element.dataset.verdict,
  }));
  const find = byId("find");
  const sort = byId("sort");
  const choices = [...document.querySelectorAll("[name=verdict]")];

  const numbersFirst = (a, b) => (Number.isNaN(a) ? 1 : 0) - (Number.isNaN(b) ? 1 : 0) || a - b || 0;
  const number = (task, name) => Number(task.element.dataset[name] || NaN);
  const orders = {
    order: (a, b) => a.order - b.order,
    name: (a, b) => a.name.localeCompare(b.name),
    most: (name) => (a, b) => numbersFirst(-number(a, name), -number(b, name)),
    least: (name) => (a, b) => numbersFirst(number(a, name), number(b, name)),
  };
  // "name", "order", "most cost", "least cost"
  function chosenOrder() {
    const [order, name] = sort.value.split(" ");
    return name ? orders[order](name) : orders[order];
  }

  function filter() {
    const wanted = new Set(choices.filter((choice) => choice.checked).map((choice) => choice.value));
    const words = find.value.toLowerCase().split(/\s+/);
    let shown = 0;
    for (const task of tasks) {
      const shows = wanted.has(task.verdict) && words.every((word) => task.name.includes(word));
      task.element.hidden = !shows;
      shown += shows ? 1 : 0;
    }
    const count = (number) => number.toLocaleString("en");
    const all = tasks.length === 1 ? "1 task" : `${count(tasks.length)} tasks`;
    byId("shown").textContent = shown === tasks.length ? all : `${count(shown)} of ${all}`;
  }

  function arrange() {
    const chosen = chosenOrder();
    const sorted = [...tasks].sort((a, b) => chosen(a, b) || orders.order(a, b));
    list.append(...sorted.map((task) => task.element));
  }

  function fold(open) {
    tasks.filter((task) => !task.element.hidden).forEach((task) => { task.element.open = open; });
  }

  function follow() {
    const target = byId(decodeURIComponent(location.hash.slice(1)));
    const task = target && target.closest(".task");
    if (!task) {
      return;
    }
    if (task.hidden) {
      find.value = "";
      choices.forEach((choice) => { choice.checked = true; });
      filter();
    }
    task.open = true;
    task.scrollIntoView();
  }

  function themes() {
    const root = document.documentElement;
    const button = byId("theme");
    const system = matchMedia("(prefers-color-scheme: dark)");
    const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
    const label = () => { button.textContent = isDark() ? "Change to light" : "Change to dark"; };
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      label();
    });
    system.addEventListener("change", label);
    label();
    button.hidden = false;
  }

  byId("controls").addEventListener("submit", (event) => event.preventDefault());
  find.addEventListener("input", filter);
  choices.forEach((choice) => choice.addEventListener("change", filter));
  sort.addEventListener("change", arrange);
  byId("unfold").addEventListener("click", () => fold(true));
  byId("fold").addEventListener("click", () => fold(false));
  addEventListener("hashchange", follow);
  byId("controls").hidden = false;
  themes();
  // Browsers remember what a form held; the list has to show it.
  filter();
  arrange();
  follow();
})();
