// swagger-typescript-api.
import { api, mainJob } from "./job";
import { Api, CommunicationChannel, Direction, HttpResponse, Purpose, Role } from "./api";

const client = new Api<string>({
  baseUrl: api,
  securityWorker: (token) => (token ? { headers: { authorization: `Bearer ${token}` } } : undefined),
});
const job = { company: { name: "Acme" }, position: { title: "Data Engineer" } };
const body = async <T>(answer: Promise<HttpResponse<T, unknown>>) => (await answer).data;

await mainJob({
  async signUp(name, email, password) {
    const account = await body(client.accounts.createAccount({ name, email, password }));
    const token = await body(client.accounts.createToken({ grant_type: "password", username: email, password }));
    client.setSecurityData(token.access_token);
    return account.candidate_id;
  },
  candidates: async () => (await body(client.candidates.listCandidates())).items.map(({ id }) => id),
  apply: async (candidate_id) => (await body(client.applications.createApplication({
    candidate_id, ...job, time_zone: "America/New_York", holiday_calendar: "US-NY",
  }))).id,
  addContact: async (id, name) => (await body(client.contacts.createContact(id, {
    name, role: Role.HiringManager, email: "grace@acme.example",
  }))).id,
  addInterview: async (id, contact, starts_at, ends_at) =>
    (await body(client.interviews.createInterview(id, { starts_at, ends_at, interviewer_ids: [contact] }))).id,
  async plan(id, as_of) {
    const { steps, next_step_id } = await body(client.followUpPlans.getApplicationPlan(id, { as_of }));
    return { steps, next: next_step_id };
  },
  messageBody: async (id, step, as_of) => (await body(client.followUpPlans.getStepMessage(id, step, { as_of }))).body,
  recordThanks: async (id, contact_id, at) => (await body(client.communications.createCommunication(id, {
    direction: Direction.Outbound, channel: CommunicationChannel.Email, purpose: Purpose.ThankYou, contact_id, at,
  }))).id,
  async preview(time_zone) {
    try {
      return (await body(client.followUpPlans.previewPlan({ application: { ...job, time_zone } }))).time_zone;
    } catch (refused) {
      return (refused as HttpResponse<unknown>).status;
    }
  },
}, "swagger-typescript-api@example.com");
