// The whole job by the official client for Node: @modelcontextprotocol/sdk, or @modelcontextprotocol/client, whichever is
// installed.
//
//     node client.mjs API EMAIL MODE     # MODE: auto, legacy, or a revision; of the sdk, legacy alone
//
// It lets itself in by OAuth as any assistant does, and makes each call that adds something twice.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

const [api, email, mode] = process.argv.slice(2);
const JOB = JSON.parse(readFileSync(new URL("job.json", import.meta.url)));
const REDIRECT = "http://localhost:4711/callback";

async function library() {
  try {
    const { Client, StreamableHTTPClientTransport } = await import("@modelcontextprotocol/client");
    return { Client, StreamableHTTPClientTransport, name: "client" };
  } catch (error) {
    if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
  }
  const { Client } = await import("@modelcontextprotocol/sdk/client/index.js");
  const { StreamableHTTPClientTransport } = await import("@modelcontextprotocol/sdk/client/streamableHttp.js");
  return { Client, StreamableHTTPClientTransport, name: "sdk" };
}

// What a user does on the page, without a browser.
async function allow(url) {
  const html = await (await fetch(url)).text();
  const text = (value) => value.replace(/&#x2f;/g, "/").replace(/&quot;/g, '"').replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
  const form = new URLSearchParams({ email, password: "correct horse battery staple", write: "yes", decision: "allow" });
  for (const [, name, value] of html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)) form.set(name, text(value));
  const answer = await fetch(`${api}/oauth/authorize`, { method: "POST", body: form, redirect: "manual" });
  assert.equal(answer.status, 303, await answer.text());
  return new URL(answer.headers.get("location")).searchParams;
}

class Provider {
  redirectUrl = REDIRECT;
  clientMetadata = { client_name: "Node", redirect_uris: [REDIRECT], token_endpoint_auth_method: "none" };
  state = () => "a-state";
  clientInformation = () => this.client;
  saveClientInformation = (client) => void (this.client = client);
  tokens = () => this.known;
  saveTokens = (tokens) => void (this.known = tokens);
  saveCodeVerifier = (verifier) => void (this.verifier = verifier);
  codeVerifier = () => this.verifier;
  saveDiscoveryState = (state) => void (this.discovery = state);
  discoveryState = () => this.discovery;
  redirectToAuthorization = async (url) => void (this.answer = await allow(url));
}

const { Client, StreamableHTTPClientTransport, name } = await library();
const authProvider = new Provider();
const transport = () => new StreamableHTTPClientTransport(new URL(`${api}/mcp`), { authProvider });
const options = name === "client" ? { versionNegotiation: { mode: mode === "auto" || mode === "legacy" ? mode : { pin: mode } } } : {};
const make = () => new Client({ name: "check-mcp", version: "1" }, options);
let client = make();
const first = transport();
try {
  await client.connect(first);
  assert.fail("without a token, nobody gets in");
} catch (error) {
  assert.match(`${error.name} ${error.constructor.name}`, /Unauthorized/, String(error.stack));
}
assert.equal(authProvider.answer.get("state"), "a-state");
await first.finishAuth(name === "client" ? authProvider.answer : authProvider.answer.get("code"));
client = make();
await client.connect(transport());

async function call(tool, args) {
  const result = await client.callTool({ name: tool, arguments: args });
  return [result.isError === true, result.isError ? result.content[0].text : result.structuredContent];
}

async function done(tool, args = {}) {
  const [error, content] = await call(tool, args);
  assert.ok(!error, `${tool}: ${content}`);
  assert.ok(content.untrusted.note);
  return content;
}

async function twice(tool, args) {
  const one = await done(tool, args);
  const again = await done(tool, args);
  assert.deepEqual(again.data, one.data);
  assert.equal(again.repeated, true, tool);
  return one.data;
}

const at = (minutes) => new Date(Math.floor(Date.now() / 1000 + 60 * minutes) * 1000).toISOString();
const { tools } = await client.listTools();
assert.ok(tools.every((tool) => tool.inputSchema.properties && tool.annotations && tool.description));
const application_id = (await twice("add_application", JOB.application)).id;
const contact = (await twice("add_contact", { application_id, ...JOB.contact })).id;
const times = { starts_at: at(-180), ends_at: at(-120), interviewer_ids: [contact] };
await twice("add_interview", { application_id, ...JOB.interview, ...times });
const due = (await done("list_due")).data.items;
assert.equal(due[0].company_name, "Acme");
const step_id = due[0].step.id;
const plan = (await done("get_plan", { application_id })).data;
assert.ok(plan.steps.every((step) => step.reasons.length > 0));
assert.match((await done("draft_message", { application_id, step_id })).data.body, /Grace/);
assert.ok((await done("proofread", { application_id, body: JOB.text })).data.findings.length > 0);
const sent = { direction: "outbound", at: at(-1), channel: "email", purpose: "thank_you", contact_id: contact };
await twice("record_communication", { application_id, ...sent });
const steps = (await done("get_plan", { application_id, reasons: "none" })).data.steps;
assert.equal(steps.find((step) => step.id === step_id).status, "done");
const later = steps.find((step) => step.status === "upcoming").id;
await done("snooze_step", { application_id, step_id: later, not_before: at(60 * 24 * 30) });
await done("dismiss_step", { application_id, step_id: later });
const [error, told] = await call("get_plan", { application_id: "0198c0de-7a3b-7c4d-8e5f-60718293a4b5" });
assert.ok(error && told.includes("not-found"), told);
assert.equal((await done("find_applications", { q: "acme" })).data.items.length, 1);
const { version } = JSON.parse(readFileSync(`node_modules/@modelcontextprotocol/${name}/package.json`));
const spoken = client.getNegotiatedProtocolVersion?.() ?? client.transport?.protocolVersion ?? "its revision";
await client.close();
console.log(`Node ${name} ${version}, ${mode}: the whole job by ${spoken}`);
