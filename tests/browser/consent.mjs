// Lets an assistant in on the page, as a user does who has a narrow window, no JavaScript and no mouse.
//
//     node consent.mjs BROWSER API EMAIL [FOLDER]     # FOLDER gets pictures

import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import puppeteer from "puppeteer-core";

const [executablePath, api, email, folder] = process.argv.slice(2);
const PASSWORD = "correct horse battery staple";
const VERIFIER = randomBytes(32).toString("base64url");
const CHALLENGE = createHash("sha256").update(VERIFIER).digest("base64url");
// How long the browser and the service may take for one step.
const LIMIT_MS = 20_000;

// The client: it waits for the browser on a port of its own.
let arrived = () => {};
const client = createServer((request, response) => {
  response.setHeader("content-type", "text/html").end("<!DOCTYPE html><title>The client</title><p>Back.");
  const url = new URL(request.url, "http://127.0.0.1");
  if (url.pathname === "/callback") arrived(url.searchParams);
});
await new Promise((listening) => client.listen(0, "127.0.0.1", listening));
const redirect = `http://127.0.0.1:${client.address().port}/callback`;
const registered = await post("/oauth/register", { client_name: "A very helpful assistant with a rather long name", redirect_uris: [redirect] });
const query = new URLSearchParams({
  response_type: "code",
  client_id: registered.client_id,
  redirect_uri: redirect,
  code_challenge: CHALLENGE,
  code_challenge_method: "S256",
  scope: "read write",
  state: "a state & more",
  resource: `${api}/mcp`,
});
const address = `${api}/oauth/authorize?${query}`;

const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
try {
  for (const width of [320, 1280]) await decide(width);
  await denied();
  await framed();
} finally {
  await browser.close();
  client.close();
}

async function post(path, body) {
  const answer = await fetch(api + path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  assert.ok(answer.ok, await answer.clone().text());
  return answer.json();
}

// The parameters with which the browser comes back to the client next.
function arrival() {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("the browser has not come back to the client")), LIMIT_MS);
    arrived = (parameters) => {
      clearTimeout(late);
      resolve(parameters);
    };
  });
}

// Pages are closed with the browser: on a busy machine closing one by itself may never be answered.
async function open(width) {
  const page = await browser.newPage();
  page.setDefaultTimeout(LIMIT_MS);
  await page.setJavaScriptEnabled(false);
  await page.setViewport({ width, height: 640 });
  page.problems = [];
  page.on("console", (message) => {
    if (message.type() === "error") page.problems.push(message.text());
  });
  await page.goto(address);
  return page;
}

// What has the focus: the name of a field, or the value of a button.
function focused(page) {
  return page.evaluate(() => {
    const { name, tagName, value } = document.activeElement;
    return tagName === "BUTTON" ? value : name;
  });
}

async function tabTo(page, ...names) {
  for (const name of names) {
    await page.keyboard.press("Tab");
    await hasFocus(page, name);
  }
}

async function tabBackTo(page, ...names) {
  await page.keyboard.down("Shift");
  await tabTo(page, ...names);
  await page.keyboard.up("Shift");
}

async function hasFocus(page, name) {
  assert.equal(await focused(page), name);
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.notEqual(outline, "none", `${name} shows that it has the focus`);
}

async function fits(page, width) {
  const widths = await page.evaluate(() => [document.documentElement.scrollWidth, ...[...document.querySelectorAll("input:not([type=hidden]), button")].map((part) => part.getBoundingClientRect().right)]);
  assert.ok(widths.every((right) => right <= width), `${widths} is wider than ${width}`);
}

async function decide(width) {
  const page = await open(width);
  await fits(page, width);
  assert.match(await page.title(), /Allow access/);
  if (folder) await page.screenshot({ path: `${folder}/consent-${width}.png`, fullPage: true });
  // A wrong password first; what was decided stays as it was.
  await tabTo(page, "write");
  await page.keyboard.press("Space");
  await tabTo(page, "email");
  await page.keyboard.type(email);
  await tabTo(page, "password");
  await page.keyboard.type("not the right one");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  await fits(page, width);
  assert.match(await page.$eval("[role=alert]", (told) => told.textContent), /go together/);
  assert.equal(await page.$eval("[name=write]", (box) => box.checked), false);
  assert.equal(await page.$eval("[name=email]", (field) => field.value), email);
  await hasFocus(page, "password");
  await tabBackTo(page, "email", "write");
  await page.keyboard.press("Space");
  await tabTo(page, "email", "password");
  await page.keyboard.type(PASSWORD);
  await tabTo(page, "allow");
  const back = arrival();
  await page.keyboard.press("Enter");
  const answer = await back;
  assert.equal(answer.get("state"), "a state & more");
  assert.equal(answer.get("iss"), api);
  const form = new URLSearchParams({
    grant_type: "authorization_code",
    client_id: registered.client_id,
    code: answer.get("code"),
    code_verifier: VERIFIER,
    redirect_uri: redirect,
    resource: `${api}/mcp`,
  });
  const token = await (await fetch(`${api}/oauth/token`, { method: "POST", body: form, signal: AbortSignal.timeout(LIMIT_MS) })).json();
  assert.equal(token.scope, "read write", JSON.stringify(token));
  assert.deepEqual(page.problems.filter((text) => !text.includes("403")), []);
  console.log(`${width} pixels, without JavaScript and by keyboard: let in`);
}

async function denied() {
  const page = await open(320);
  await tabTo(page, "write", "email", "password", "allow", "deny");
  const back = arrival();
  await page.keyboard.press("Enter");
  const answer = await back;
  assert.equal(answer.get("error"), "access_denied");
  assert.equal(answer.get("code"), null);
  console.log("denied, with nothing filled in");
}

// A page of another origin can't show the page in itself.
async function framed() {
  const page = await browser.newPage();
  await page.goto(redirect.replace("/callback", "/"));
  await page.evaluate((source) => {
    const frame = document.createElement("iframe");
    frame.src = source;
    const loaded = new Promise((resolve) => (frame.onload = resolve));
    document.body.append(frame);
    return loaded;
  }, address);
  const text = await page.frames()[1].evaluate(() => document.body.textContent).catch(() => "");
  assert.ok(!text.includes("Password"), text);
  console.log("refused in a frame");
}
