// @hey-api/openapi-ts.
import { api, mainJob } from "./job";
import {
  createAccount, createApplication, createCommunication, createContact, createInterview, createToken, getApplicationPlan,
  getStepMessage, listCandidates, previewPlan,
} from "./client";
import { client } from "./client/client.gen";

let accessToken = "";
client.setConfig({ baseUrl: api, auth: () => accessToken });
const job = { company: { name: "Acme" }, position: { title: "Data Engineer" } };

/** The body of an answer that is a success. What also has other forms is text, too, by its type. */
async function done<T>(answer: Promise<{ data?: T; error?: unknown }>): Promise<Exclude<T, string>> {
  const { data, error } = await answer;
  if (data === undefined || typeof data === "string") throw new Error(JSON.stringify(error ?? data));
  return data as Exclude<T, string>;
}

await mainJob({
  async signUp(name, email, password) {
    const account = await done(createAccount({ body: { name, email, password } }));
    accessToken = (await done(createToken({ body: { grant_type: "password", username: email, password } }))).access_token;
    return account.candidate_id;
  },
  candidates: async () => (await done(listCandidates())).items.map(({ id }) => id),
  apply: async (candidate_id) => (await done(createApplication({
    body: { candidate_id, ...job, time_zone: "America/New_York", holiday_calendar: "US-NY" },
  }))).id,
  addContact: async (id, name) => (await done(createContact({
    path: { id }, body: { name, role: "hiring_manager", email: "grace@acme.example" },
  }))).id,
  addInterview: async (id, contact, starts_at, ends_at) => (await done(createInterview({
    path: { id }, body: { starts_at, ends_at, interviewer_ids: [contact] },
  }))).id,
  async plan(id, as_of) {
    const { steps, next_step_id } = await done(getApplicationPlan({ path: { id }, query: { as_of } }));
    return { steps, next: next_step_id };
  },
  messageBody: async (id, step_id, as_of) => (await done(getStepMessage({ path: { id, step_id }, query: { as_of } }))).body,
  recordThanks: async (id, contact_id, at) => (await done(createCommunication({
    path: { id }, body: { direction: "outbound", channel: "email", purpose: "thank_you", contact_id, at },
  }))).id,
  async preview(time_zone) {
    const { data, response } = await previewPlan({ body: { application: { ...job, time_zone } } });
    return data?.time_zone ?? response?.status ?? 0;
  },
}, "hey-api@example.com");
