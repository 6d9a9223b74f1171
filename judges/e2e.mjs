// The pages of `trochlea demo` in a real browser: TROCHLEA_BINARY is the program, TROCHLEA_CHROMIUM the browser.
// TROCHLEA_SCREENSHOTS names a folder for a picture of each page.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { createServer } from "node:net";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WCAG_A_AND_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const WIDTHS = [390, 1280];
const SCHEMES = ["light", "dark"];
const STARTS_WITHIN_MS = 30_000;
// Today, Log, Assessment, Plan and gates, Runs, Run, Ledger, Route: fewer means that a link is missing, not that all is well.
const AT_LEAST_PAGES = 8;
const MUST_BE_LINKED = ["/log", "/plan", "/result", "/runs", "/ledger", "/route", "/exercises"];
// A demo has many runs, exercises and forms that look alike; so many of each kind are looked at.
const AT_MOST_PAGES = 60;
const AT_MOST_OF_A_KIND = 6;
// In CSS pixels; the rows of a choice are pressed as a whole.
const THUMB = 44;
const PRESSED = ".btn, .link, .tabs a, .choice, .seg span, summary, select, textarea, input[type=text], input[type=number], input[type=date], input[type=range], input[type=file], .runs th a";
// As root and without a network: no sandbox, and nothing that calls home.
const BROWSER_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

const pictures = process.env.TROCHLEA_SCREENSHOTS;
let server, browser, base, pages;

before(async () => {
  const port = await freePort();
  base = `http://127.0.0.1:${port}`;
  server = spawn(process.env.TROCHLEA_BINARY, ["demo", "--port", String(port), "--no-open"], { stdio: ["ignore", "inherit", "inherit"] });
  await answers();
  browser = await chromium.launch({ executablePath: process.env.TROCHLEA_CHROMIUM, args: BROWSER_ARGUMENTS });
  pages = await linkedPages();
});

after(async () => {
  await browser?.close();
  server?.kill("SIGINT");
});

test("every page is linked from the first and answers", () => {
  assert.ok(pages.length >= AT_LEAST_PAGES, `only ${pages.join(" ")}`);
  for (const path of MUST_BE_LINKED) assert.ok(pages.includes(path), `no link leads to ${path}`);
  assert.ok(pages.some((path) => /^\/runs\/[0-9a-f]{64}-\d+$/.test(path)), "no link leads to a run");
  assert.ok(pages.some((path) => /^\/exercises\/[a-z_]+$/.test(path)), "no link leads to an exercise");
});

test("every page has a strict content security policy", async () => {
  for (const path of pages) {
    const policy = (await ask(path)).headers["content-security-policy"] ?? "";
    assert.match(policy, /default-src 'self'/, path);
    assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval|\*/, path);
  }
});

for (const width of WIDTHS) {
  for (const scheme of SCHEMES) {
    test(`every page is accessible at ${width} pixels, ${scheme}`, async () => {
      const found = [];
      await eachPage({ viewport: { width, height: 844 }, colorScheme: scheme }, async (page, path) => {
        await page.evaluate(AXE);
        const result = await page.evaluate((values) => globalThis.axe.run({ runOnly: { type: "tag", values } }), WCAG_A_AND_AA);
        for (const { id, help, nodes } of result.violations) {
          found.push(`${path}: ${id}: ${help}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
        }
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (wider > 0) found.push(`${path}: scrolls sideways by ${wider} pixels`);
        await picture(page, path, width, scheme);
      });
      assert.deepEqual(found, []);
    });
  }
}

test("every page says its piece without JavaScript", async () => {
  await eachPage({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false }, async (page, path) => {
    assert.equal(await page.locator("main").count(), 1, path);
    assert.ok((await page.locator("h1").first().innerText()).trim().length > 0, path);
  });
});

test("whatever is pressed on a phone is as tall as a thumb", async () => {
  const found = new Set();
  await eachPage({ viewport: { width: 390, height: 844 } }, async (page, path) => {
    // Links within a sentence and the places of the knee map, which have a list beside them, may be smaller.
    const small = await page.evaluate(([pressed, least]) => [...document.querySelectorAll(pressed)]
      .filter((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().height < least)
      .map((one) => `${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 30)} ${one.getBoundingClientRect().height}`), [PRESSED, THUMB]);
    for (const one of small) found.add(`${path}: ${one}`);
  });
  assert.deepEqual([...found], []);
});

for (const javaScriptEnabled of [true, false]) {
  test(`files that are added are accounted for ${javaScriptEnabled ? "with" : "without"} a script`, async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled });
    const page = await context.newPage();
    const wrong = [];
    page.on("pageerror", (error) => wrong.push(error.message));
    page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
    await page.goto(`${base}/runs`);
    const broken = { name: "a-name-as-long-as-a-watch-gives-its-files-2026-11-25.gpx", mimeType: "application/gpx+xml", buffer: Buffer.from("<gpx><trk") };
    await page.setInputFiles("input[type=file]", [broken]);
    await page.locator("form[data-drop] button").click();
    await page.getByText("Could not be read").waitFor();
    assert.match(await page.locator("h1").innerText(), /Nothing new/);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wider, 0, "scrolls sideways");
    // Read from the heading on: it is focused once the answer has settled, a moment after it shows.
    if (javaScriptEnabled) await page.waitForFunction(() => document.activeElement.tagName === "H1");
    assert.deepEqual(wrong, []);
    await context.close();
  });
}

test("a figure moves, stands still when paused, and for whoever wants less motion", async () => {
  const path = pages.find((one) => /^\/exercises\/[a-z_]+$/.test(one));
  const moving = (page) => page.evaluate(() => document.getAnimations().filter((one) => one.playState === "running").length);
  const context = await browser.newContext({ javaScriptEnabled: true });
  const page = await context.newPage();
  await page.goto(base + path);
  assert.ok(await moving(page) > 5, "it does not move");
  await page.locator("#pause").check();
  assert.equal(await moving(page), 0, "it moves on while paused");
  await context.close();
  const calm = await browser.newContext({ reducedMotion: "reduce" });
  const still = await calm.newPage();
  await still.goto(base + path);
  assert.equal(await moving(still), 0, "it moves for who wants less motion");
  await calm.close();
});

test("what a run cost stands with its interval and its table", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(base + pages.find((path) => /^\/runs\/[0-9a-f]{64}-\d+$/.test(path)));
  assert.match(await page.locator("h1").innerText(), /like \d+\.\d \(\d+\.\d to \d+\.\d\) flat km/);
  const charts = await page.locator("main svg.chart, main svg.map").count();
  const unnamed = await page.locator("main svg.chart:not([role=img])").count();
  const tables = await page.locator("main details table, main .scroll table").count();
  assert.ok(charts > 5 && unnamed === 0 && tables > 5, `${charts} charts, ${unnamed} unnamed, ${tables} tables`);
  await context.close();
});

for (const width of WIDTHS) {
  for (const scheme of SCHEMES) {
    test(`a route is checked at ${width} pixels, ${scheme}, without a script, and is accessible`, async () => {
      const context = await browser.newContext({ viewport: { width, height: 844 }, colorScheme: scheme, javaScriptEnabled: false });
      const page = await context.newPage();
      await page.goto(`${base}/route`);
      await page.setInputFiles("input[name=route]", [{ name: "hill.gpx", mimeType: "application/gpx+xml", buffer: Buffer.from(hill()) }]);
      await page.fill("#pace", "6:00");
      await page.locator("main form button").click();
      await page.getByText("Walk the descents").first().waitFor();
      assert.match(await page.locator("h1").innerText(), /^5\.4 km that would cost each knee like /);
      const html = await page.content();
      await context.close();
      // The answer to a form, looked at with the script that axe is.
      const looking = await browser.newContext({ viewport: { width, height: 844 }, colorScheme: scheme, bypassCSP: true });
      const look = await looking.newPage();
      await look.route(`${base}/route`, (asked) => asked.fulfill({ contentType: "text/html", body: html }));
      await look.goto(`${base}/route`);
      await look.evaluate(AXE);
      const { violations } = await look.evaluate((values) => globalThis.axe.run({ runOnly: { type: "tag", values } }), WCAG_A_AND_AA);
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" "))}`), []);
      const wider = await look.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wider, 0, "scrolls sideways");
      await picture(look, "/route/answer", width, scheme);
      await looking.close();
    });
  }
}

test("a form that is refused leads back to itself", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${base}/assessment/habits`);
  await page.fill("#week", "many");
  await page.locator("form.q button").click();
  assert.match(await page.locator("main").innerText(), /Nothing was saved/);
  await page.locator("main a.btn").click();
  assert.equal(new URL(page.url()).pathname, "/assessment/habits");
  await context.close();
});

test("a stranger's host, a forwarding header and a stranger's origin are refused", async () => {
  assert.equal((await ask("/")).status, 200);
  assert.ok((await ask("/", { headers: { host: "trochlea.example" } })).status >= 400, "host");
  for (const header of ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip"]) {
    assert.ok((await ask("/", { headers: { [header]: "192.0.2.1" } })).status >= 400, header);
  }
  const written = await ask("/log", { method: "POST", headers: { origin: "http://trochlea.example" } });
  assert.equal(written.status, 403, "origin");
});

/** Opens every page; a request that leaves loopback, an error on the page or a bad answer fails. */
async function eachPage(settings, look) {
  const context = await browser.newContext(settings);
  try {
    const wrong = [];
    const page = await context.newPage();
    page.on("request", (asked) => {
      const { protocol, host } = new URL(asked.url());
      if (protocol !== "data:" && `http://${host}` !== base) wrong.push(`asks ${asked.url()}`);
    });
    page.on("pageerror", (error) => wrong.push(`${page.url()}: ${error.message}`));
    page.on("console", (message) => message.type() === "error" && wrong.push(`${page.url()}: ${message.text()}`));
    for (const path of pages) {
      const answer = await page.goto(base + path, { waitUntil: "load" });
      assert.equal(answer.status(), 200, path);
      await look(page, path);
    }
    assert.deepEqual(wrong, []);
  } finally {
    await context.close();
  }
}

/** The pages that can be reached from the first by root-relative links, breadth first. */
async function linkedPages() {
  const found = ["/"];
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  for (let at = 0; at < found.length; at += 1) {
    const answer = await page.goto(base + found[at]);
    assert.equal(answer.status(), 200, found[at]);
    for (const href of await page.locator("a[href^='/']:not([download])").evaluateAll((links) => links.map((link) => link.getAttribute("href")))) {
      const path = href.split("#")[0];
      const kind = kindOf(path);
      const alike = kind === "" ? 0 : found.filter((one) => kindOf(one) === kind).length;
      if (found.length < AT_MOST_PAGES && alike < AT_MOST_OF_A_KIND && !found.includes(path)) found.push(path);
    }
  }
  await context.close();
  return found;
}

/** What a page is one of: all but the last part of its address; nothing for a page of its own. */
function kindOf(path) {
  return path.replace(/[/?][^/?]*$/, "");
}

/** A way of 5.4 km due north over open sea, up and down again by 6 percent. */
function hill() {
  const points = Array.from({ length: 201 }, (_, i) => {
    const up = Math.min(i, 200 - i) * 27 * 0.06;
    return `<trkpt lat="${(54 + (i * 27) / 111195).toFixed(7)}" lon="-30"><ele>${up.toFixed(1)}</ele></trkpt>`;
  });
  return `<?xml version="1.0"?><gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>${points.join("")}</trkseg></trk></gpx>`;
}

async function picture(page, path, width, scheme) {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  const name = path.replace(/[^a-z0-9]+/gi, "_").replace(/^_|_$/g, "") || "first";
  await page.screenshot({ path: join(pictures, `${name}-${width}-${scheme}.png`), fullPage: true });
}

async function answers() {
  const until = Date.now() + STARTS_WITHIN_MS;
  while (Date.now() < until) {
    assert.equal(server.exitCode, null, "the program stopped");
    try {
      if ((await ask("/")).status === 200) return;
    } catch { /* not listening yet */ }
    await new Promise((done) => setTimeout(done, 100));
  }
  assert.fail(`no answer within ${STARTS_WITHIN_MS} ms`);
}

/** Plain HTTP, because fetch does not let a caller say another host. */
function ask(path, { method = "GET", headers = {} } = {}) {
  return new Promise((resolve, reject) => {
    const asked = request(base + path, { method, headers, timeout: 10_000 }, (answer) => {
      answer.resume();
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers }));
    });
    asked.on("timeout", () => asked.destroy(new Error("timeout")));
    asked.on("error", reject);
    asked.end();
  });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().on("error", reject).listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
