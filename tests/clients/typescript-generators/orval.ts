// orval, with its client for fetch.
import { api, mainJob } from "./job";
import {
  createAccount, createApplication, createCommunication, createContact, createInterview, createToken, getApplicationPlan,
  getStepMessage, listCandidates, previewPlan,
} from "./api";

const job = { company: { name: "Acme" }, position: { title: "Data Engineer" } };
let headers: Record<string, string> = {};
// The client has paths alone: where the service is, and the token, is for its user to add.
const send = globalThis.fetch;
globalThis.fetch = (path, options) => send(`${api}${path}`, { ...options, headers: { ...options?.headers, ...headers } });

/** The body of an answer that is a success. */
async function done<A extends { status: number; data: unknown }>(answer: Promise<A>) {
  const { status, data } = await answer;
  if (status >= 300) throw new Error(JSON.stringify(data));
  return data as Extract<A, { status: 200 | 201 }>["data"];
}

await mainJob({
  async signUp(name, email, password) {
    const account = await done(createAccount({ name, email, password }));
    const token = await done(createToken({ grant_type: "password", username: email, password }));
    headers = { authorization: `Bearer ${token.access_token}` };
    return account.candidate_id;
  },
  candidates: async () => (await done(listCandidates())).items.map(({ id }) => id),
  apply: async (candidate_id) =>
    (await done(createApplication({ candidate_id, ...job, time_zone: "America/New_York", holiday_calendar: "US-NY" }))).id,
  addContact: async (id, name) =>
    (await done(createContact(id, { name, role: "hiring_manager", email: "grace@acme.example" }))).id,
  addInterview: async (id, contact, starts_at, ends_at) =>
    (await done(createInterview(id, { starts_at, ends_at, interviewer_ids: [contact] }))).id,
  async plan(id, as_of) {
    const { steps, next_step_id } = await done(getApplicationPlan(id, { as_of }));
    return { steps, next: next_step_id };
  },
  messageBody: async (id, step, as_of) => (await done(getStepMessage(id, step, { as_of }))).body,
  recordThanks: async (id, contact_id, at) => (await done(createCommunication(id, {
    direction: "outbound", channel: "email", purpose: "thank_you", contact_id, at,
  }))).id,
  async preview(time_zone) {
    const { status, data } = await previewPlan({ application: { ...job, time_zone } });
    return status === 200 ? data.time_zone : status;
  },
}, "orval@example.com");
