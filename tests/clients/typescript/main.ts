// The whole main job by openapi-fetch with the types of openapi-typescript: from sign-up to the plan that has moved on.
import assert from "node:assert/strict";
import createClient from "openapi-fetch";
import type { components, paths } from "./followup.js";

type Facts = components["schemas"]["Facts"];

const baseUrl = process.argv[2];
const client = createClient<paths>({ baseUrl });

/**
 * The body of an answer that is a success, as JSON; anything else is an error, with the problem in it. What also has
 * other forms is text, too, by its type, since openapi-fetch doesn't know which one was asked for.
 */
async function done<T>(answer: Promise<{ data?: T; error?: unknown }>): Promise<Exclude<T, string>> {
  const { data, error } = await answer;
  if (data === undefined || typeof data === "string") throw new Error(JSON.stringify(error ?? data));
  return data as Exclude<T, string>;
}

const email = "typescript@example.com";
const password = "correct horse battery staple";
const account = await done(client.POST("/v1/accounts", { body: { name: "Ada Okafor", email, password } }));
const token = await done(
  client.POST("/oauth/token", {
    body: { grant_type: "password", username: email, password },
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
  }),
);
client.use({
  onRequest({ request }) {
    request.headers.set("authorization", `Bearer ${token.access_token}`);
    return request;
  },
});

const candidates = await done(client.GET("/v1/candidates"));
assert.deepEqual(candidates.items.map((candidate) => candidate.id), [account.candidate_id]);
assert.equal(candidates.next_cursor, null);

const company = { name: "Acme" };
const position = { title: "Data Engineer" };
const created = await client.POST("/v1/applications", {
  body: {
    candidate_id: account.candidate_id,
    company,
    position,
    time_zone: "America/New_York",
    holiday_calendar: "US-NY",
  },
});
const application = created.data;
assert(application);
assert.equal(created.response.headers.get("location"), `/v1/applications/${application.id}`);
const of = { params: { path: { id: application.id } } };
const contact = await done(
  client.POST("/v1/applications/{id}/contacts", {
    ...of,
    body: { name: "Grace Lindqvist", role: "hiring_manager", email: "grace@acme.example" },
  }),
);
const interview = await done(
  client.POST("/v1/applications/{id}/interviews", {
    ...of,
    body: {
      starts_at: "2026-03-10T14:00:00-04:00",
      ends_at: "2026-03-10T15:00:00-04:00",
      interviewer_ids: [contact.id],
    },
  }),
);

const next = async (as_of: string) => {
  const params = { ...of.params, query: { as_of } };
  const plan = await done(client.GET("/v1/applications/{id}/follow-up-plan", { params }));
  const step = plan.steps.find((step) => step.id === plan.next_step_id);
  assert(step);
  return step;
};
const evening = "2026-03-10T20:00:00-04:00";
const thankYou = await next(evening);
assert.equal(thankYou.kind, "thank_you");
assert.equal(thankYou.interview_id, interview.id);
const message = await done(
  client.GET("/v1/applications/{id}/follow-up-plan/steps/{step_id}/message", {
    params: { path: { id: application.id, step_id: thankYou.id }, query: { as_of: evening } },
  }),
);
assert.match(message.body ?? "", /Grace/);

await done(
  client.POST("/v1/applications/{id}/communications", {
    ...of,
    body: {
      direction: "outbound",
      channel: "email",
      purpose: "thank_you",
      at: "2026-03-10T20:05:00-04:00",
      contact_id: contact.id,
    },
  }),
);
assert.equal((await next("2026-03-11T09:00:00-04:00")).kind, "check_in");

const facts = (time_zone: string): Facts => ({ application: { company, position, time_zone } });
const plan = await done(client.POST("/v1/follow-up-plans/preview", { body: facts("Europe/Berlin") }));
assert.equal(plan.time_zone, "Europe/Berlin");
const refused = await client.POST("/v1/follow-up-plans/preview", { body: facts("Europe/Nowhere") });
assert.equal(refused.error?.errors?.[0]?.pointer, "/application/time_zone");
const batch = await done(
  client.POST("/v1/follow-up-plans/preview-batch", {
    body: { facts: [facts("Europe/Berlin"), facts("Europe/Nowhere")] },
  }),
);
assert.deepEqual(batch.results.map(({ status }) => status), ["planned", "refused"]);
assert.equal(batch.results[0]?.plan?.time_zone, "Europe/Berlin");
