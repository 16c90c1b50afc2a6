// openapi-typescript-codegen.
import { api, mainJob } from "./job";
import {
  AccountsService, ApiError, ApplicationsService, CandidatesService, CommunicationChannel, CommunicationsService, ContactsService,
  Direction, FollowUpPlansService, InterviewsService, OpenAPI, Purpose, Role,
} from "./client";

OpenAPI.BASE = api;
const job = { company: { name: "Acme" }, position: { title: "Data Engineer" } };

/** The answer of a success: a problem is thrown, though the types have it beside what is answered. */
async function done<T>(answer: Promise<T>): Promise<Exclude<T, { type: string; title: string }>> {
  return (await answer) as Exclude<T, { type: string; title: string }>;
}

await mainJob({
  async signUp(name, email, password) {
    const account = await done(AccountsService.createAccount({ name, email, password }));
    // It writes every form as multipart/form-data, whatever the document.
    const form = new URLSearchParams({ grant_type: "password", username: email, password });
    OpenAPI.TOKEN = (await (await fetch(`${api}/oauth/token`, { method: "POST", body: form })).json()).access_token;
    return account.candidate_id;
  },
  candidates: async () => (await done(CandidatesService.listCandidates())).items.map(({ id }) => id),
  apply: async (candidate_id) => (await done(ApplicationsService.createApplication({
    candidate_id, ...job, time_zone: "America/New_York", holiday_calendar: "US-NY",
  }))).id,
  addContact: async (id, name) => (await done(ContactsService.createContact(id, {
    name, role: Role.HIRING_MANAGER, email: "grace@acme.example",
  }))).id,
  addInterview: async (id, contact, starts_at, ends_at) =>
    (await done(InterviewsService.createInterview(id, { starts_at, ends_at, interviewer_ids: [contact] }))).id,
  async plan(id, as_of) {
    const { steps, next_step_id } = await done(FollowUpPlansService.getApplicationPlan(id, as_of));
    return { steps, next: next_step_id };
  },
  messageBody: async (id, step, as_of) =>
    (await done(FollowUpPlansService.getStepMessage(id, step, undefined, undefined, undefined, as_of))).body,
  recordThanks: async (id, contact_id, at) => (await done(CommunicationsService.createCommunication(id, {
    direction: Direction.OUTBOUND, channel: CommunicationChannel.EMAIL, purpose: Purpose.THANK_YOU, contact_id, at,
  }))).id,
  async preview(time_zone) {
    try {
      return (await done(FollowUpPlansService.previewPlan({ application: { ...job, time_zone } }))).time_zone;
    } catch (refused) {
      if (refused instanceof ApiError) return refused.status;
      throw refused;
    }
  },
}, "typescript-codegen@example.com");
