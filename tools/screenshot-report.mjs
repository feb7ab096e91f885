// Takes the README's picture: the first task of a report, down to the causes of its drift.
//   node tools/screenshot-report.mjs <report.html> <picture.png>
// Needs chromium, and `npm ci --prefix html-report/src/test/browser`.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const driver = createRequire(new URL("../html-report/src/test/browser/package.json", import.meta.url));
const { chromium } = driver("playwright-core");
const [report, picture] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const page = await browser.newPage({ viewport: { width: 960, height: 800 }, deviceScaleFactor: 2, colorScheme: "light" });
await page.goto(pathToFileURL(report).href);
const top = await page.locator(".task").first().boundingBox();
const end = await page.locator(".task .causes").first().boundingBox();
await page.screenshot({
  path: picture,
  fullPage: true,
  clip: { x: top.x - 12, y: top.y, width: top.width + 24, height: end.y + end.height + 12 - top.y },
});
await browser.close();
