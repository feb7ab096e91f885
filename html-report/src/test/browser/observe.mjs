// Opens a page in Chromium and prints what can be observed there, as JSON; or what is missing for that.
import { accessSync, constants, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";

const [file, anchor, word, folded] = process.argv.slice(2);
const executablePath = process.env.PATH.split(delimiter).map((folder) => join(folder, "chromium")).find(isExecutable);
if (parseInt(process.versions.node) < 20) {
  missing("There is no Node.js 20 or newer on the PATH.");
}
if (!executablePath) {
  missing("There is no chromium on the PATH.");
}
const { chromium } = await import("playwright-core")
  .catch(() => missing("The browser's driver is not here: npm ci --prefix html-report/src/test/browser"));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const url = pathToFileURL(file).href;
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function missing(what) {
  process.stdout.write(JSON.stringify({ missing: what }));
  process.exit(0);
}

const messages = [];
const requests = [];

async function open(options, hash = "") {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on("console", (message) => messages.push(message.text()));
  page.on("pageerror", (error) => messages.push(error.message));
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(url + hash);
  return page;
}

const visible = (page) => page.evaluate(() => [...document.querySelectorAll(".task")]
  .filter((task) => task.checkVisibility()).map((task) => task.querySelector("h3").textContent));

// Twice, because what is opened may show more to open; not at all in a page of very many tasks, which nobody opens all of.
async function openAll(page) {
  for (let i = 0; i < 2 && !folded; i++) {
    await page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
    await page.waitForFunction(() => !document.querySelector("details[open] noscript"));
  }
}

// A second context, because what axe adds to the page is against the page's own policy. It takes minutes for thousands of tasks:
// of very many, it looks at twenty.
async function issues(colorScheme, width) {
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
  const page = await context.newPage();
  await page.goto(url);
  await openAll(page);
  await page.$$eval(".task", (tasks) => tasks
    .filter((task, i) => i % Math.ceil(tasks.length / 20) !== 0).forEach((task) => task.remove()));
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document));
  await context.close();
  return found.violations
    .filter((violation) => ["serious", "critical"].includes(violation.impact))
    .map((violation) => `${violation.id}: ${violation.nodes[0].html} ${violation.nodes[0].failureSummary}`);
}

const seen = {};

// What a list of tasks can do; a page without one is given neither anchor nor word.
async function useTasks() {
  const page = await open({ viewport: { width: 1280, height: 900 } });
  seen.tasks = await visible(page);
  seen.headings = await page.$$eval(".task h3", (names) => names.map((name) => name.textContent));

  await page.fill("#find", word);
  seen.filteredByName = await visible(page);
  seen.status = await page.textContent("#shown");
  await page.fill("#find", "");
  if (await page.isVisible('[value="OK"]')) {
    await page.uncheck('[value="OK"]');
    seen.withoutOk = await visible(page);
    await page.check('[value="OK"]');
  }
  await page.selectOption("#sort", "name");
  seen.sortedByName = await visible(page);

  await page.click("#unfold");
  seen.opened = await page.$$eval(".task", (tasks) => tasks.filter((task) => task.open).length);
  seen.laidOut = await page.$$eval(".task .body", (bodies) => bodies
    .filter((body) => body.checkVisibility({ contentVisibilityAuto: true })).length);
  await page.click("#fold");

  await page.click("#theme");
  seen.themeSwitches = await page.evaluate(() => document.documentElement.dataset.theme);

  const linked = await open({ viewport: { width: 1280, height: 900 } }, "#" + anchor);
  seen.linkedIsOpen = await linked.evaluate((id) => document.getElementById(id).closest("details").open, anchor);
  seen.linkedIsInView = await linked.evaluate((id) => {
    const top = document.getElementById(id).closest("details").getBoundingClientRect().top;
    return top >= 0 && top < innerHeight;
  }, anchor);

  await linked.focus("summary");
  const before = await linked.$eval("details", (task) => task.open);
  await linked.keyboard.press("Enter");
  seen.keyboardFolds = before !== await linked.$eval("details", (task) => task.open);
}

if (anchor) {
  await useTasks();
} else {
  await open({ viewport: { width: 1280, height: 900 } });
}

const phone = await open({ viewport: { width: 360, height: 740 } });
await openAll(phone);
seen.images = await phone.$$eval("img", (images) => images.length);
seen.rows = await phone.$$eval("td", (cells) => cells.length);
seen.phoneScrollsSideways = await phone.evaluate(() => document.documentElement.scrollWidth > innerWidth);

const plain = await open({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } }, anchor ? "#" + anchor : "");
seen.withoutScript = await plain.innerText("body");
seen.controlsWithoutScript = await plain.isVisible("#controls");

seen.issues = [...await issues("light", 1280), ...await issues("dark", 1280), ...await issues("light", 360), ...await issues("dark", 400)];
seen.messages = messages;
seen.requests = requests.filter((request) => request.split("#")[0] !== url);
await browser.close();
process.stdout.write(JSON.stringify(seen));
