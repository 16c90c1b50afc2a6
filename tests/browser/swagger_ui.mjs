// Does by clicking what somebody does in the first ten minutes: sign up, authorize, store an application and an interview,
// read the plan and the agenda. On a wide page and on a narrow one. Nothing is called but what the page itself calls.
//
//     node swagger_ui.mjs BROWSER URL [FOLDER]     # FOLDER gets pictures

import assert from "node:assert/strict";
import puppeteer from "puppeteer-core";

const [executablePath, url, folder] = process.argv.slice(2);
const PASSWORD = "correct horse battery staple";
const SIZES = [
  { width: 1280, height: 900 },
  { width: 400, height: 800 },
];

const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
try {
  for (const size of SIZES) await tryPage(size);
} finally {
  await browser.close();
}

async function tryPage(size) {
  // Without what another page has remembered.
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.setViewport(size);
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.goto(`${url}/docs/`);
  await page.waitForSelector(".opblock");
  assert.equal(await page.title(), "Follow-up API");
  assert.equal(await page.$$eval(".filter .operation-filter-input", (found) => found.length), 1, "a box to filter by");
  assert.equal(await page.$$eval(".models.is-open", (found) => found.length), 0, "the schemas are folded");
  await picture(page, size, "page");

  const email = `ada-${size.width}@example.com`;
  const account = await execute(page, "create_account", { body: (example) => ({ ...example, email }) }, 201);
  await getToken(page, email);
  await authorize(page, email, size);
  const application = await execute(
    page,
    "create_application",
    { body: (example) => ({ ...example, candidate_id: account.candidate_id }) },
    201,
  );
  await execute(page, "create_interview", { id: application.id, body: (example) => example }, 201);
  const plan = await execute(page, "get_application_plan", { id: application.id }, 200);
  assert.ok(plan.next_step_id, "the example leads to something to do");
  const agenda = await execute(page, "get_agenda", {}, 200);
  // The example's interview was on the last working day: the thanks for it are due, or overdue.
  const due = plan.steps.filter((step) => ["due", "overdue"].includes(step.status));
  assert.notEqual(due.length, 0, "something is due");
  assert.deepEqual(agenda.items.map((item) => item.step.id), due.map((step) => step.id), "the agenda has what is due");
  await picture(page, size, "plan");
  assert.deepEqual(errors, []);
  await context.close();
  console.log(`${size.width} pixels: signed up, authorized, and read a plan of ${plan.steps.length} steps`);
}

// Asks for a token by the operation, as the page proposes it but for the address and the password.
async function getToken(page, email) {
  const block = '.opblock[id$="-create_token"]';
  await click(page, `${block} .opblock-summary-control`);
  await page.waitForSelector(`${block} .execute`);
  const field = (name) => `${block} .parameters[data-property-name="${name}"] input[type="text"], ${block} .parameters[data-property-name="${name}"] input[type="password"]`;
  await type(page, field("username"), email);
  await type(page, field("password"), PASSWORD);
  const sent = page.waitForResponse((response) => response.url().endsWith("/oauth/token"));
  await click(page, `${block} .execute`);
  const answer = await sent;
  assert.equal(answer.status(), 200, `${answer.request().postData()}: ${await answer.text()}`);
  assert.ok(!answer.request().postData().includes("string"), "nothing is sent but what was typed, and the examples");
  await click(page, `${block} .opblock-summary-control`);
}

// Signs in by the only form.
async function authorize(page, email, size) {
  await click(page, ".auth-wrapper .btn.authorize");
  await page.waitForSelector(".modal-ux #oauth_username");
  const count = (selector) => page.$$eval(selector, (found) => found.length);
  assert.equal(await count(".modal-ux .auth-container form, .modal-ux .auth-container"), 1, "one form");
  assert.equal(await count(".modal-ux .scopes input"), 0, "no scopes to tick");
  const visible = await page.$$eval(".modal-ux :is(input, select)", (found) => found.filter((one) => one.offsetParent).map((one) => one.id));
  assert.deepEqual(visible, ["oauth_username", "oauth_password"], "an address and a password, and nothing else");
  const said = await page.$eval(".modal-ux", (found) => found.innerText);
  assert.ok(!said.includes("scope"), `nothing is said of scopes that can't be ticked: ${said}`);
  await type(page, ".modal-ux #oauth_username", email);
  await type(page, ".modal-ux #oauth_password", PASSWORD);
  await picture(page, size, "authorize");
  const answer = page.waitForResponse((response) => response.url().endsWith("/oauth/token"));
  await click(page, ".modal-ux .auth-btn-wrapper .authorize");
  assert.equal((await answer).status(), 200);
  await page.waitForFunction(() => document.querySelector(".modal-ux")?.textContent.includes("Logout"));
  await click(page, ".modal-ux .btn-done");
}

// Opens an operation, fills in what is given, leaves the rest as the page proposes it, and presses Execute.
async function execute(page, operation, { id, body }, status) {
  const block = `.opblock[id$="-${operation}"]`;
  await click(page, `${block} .opblock-summary-control`);
  await page.waitForSelector(`${block} .execute`);
  if (id) await type(page, `${block} tr[data-param-name="id"] input`, id);
  if (body) {
    const text = `${block} .body-param__text`;
    await page.waitForSelector(text);
    const example = JSON.parse(await page.$eval(text, (found) => found.value));
    await type(page, text, JSON.stringify(body(example)));
  }
  const answer = page.waitForResponse((response) => response.url().startsWith(`${url}/v1/`));
  await click(page, `${block} .execute`);
  const response = await answer;
  const answered = await response.text();
  assert.equal(response.status(), status, `${operation}: ${answered}`);
  // The page shows it.
  const shown = `${block} .live-responses-table .response .response-col_status`;
  await page.waitForSelector(shown);
  assert.match(await page.$eval(shown, (found) => found.textContent), new RegExp(`^${status}`));
  await click(page, `${block} .opblock-summary-control`);
  return JSON.parse(answered);
}

// Presses what somebody can see and reach.
async function click(page, selector) {
  const found = await page.waitForSelector(selector, { visible: true });
  await found.scrollIntoView();
  await found.click();
}

// Replaces what stands there.
async function type(page, selector, text) {
  const found = await page.waitForSelector(selector, { visible: true });
  await found.focus();
  await page.keyboard.down("Control");
  await page.keyboard.press("KeyA");
  await page.keyboard.up("Control");
  await page.keyboard.sendCharacter(text);
}

async function picture(page, { width }, name) {
  if (folder) await page.screenshot({ path: `${folder}/${name}-${width}.png` });
}
