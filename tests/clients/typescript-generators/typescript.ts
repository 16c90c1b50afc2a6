// typescript-fetch, by openapi-generator.
import { api, mainJob } from "./job";
import {
  AccountsApi, ApplicationsApi, CandidatesApi, CommunicationChannel, CommunicationsApi, Configuration, ContactsApi, Direction,
  FollowUpPlansApi, InterviewsApi, Purpose, ResponseError, Role,
} from "./index";

// For OAuth 2 the client sends as the header what it is given here.
let accessToken = "";
const configuration = new Configuration({ basePath: api, accessToken: () => `Bearer ${accessToken}` });
const accounts = new AccountsApi(configuration);
const plans = new FollowUpPlansApi(configuration);
const job = { company: { name: "Acme" }, position: { title: "Data Engineer" } };

await mainJob({
  async signUp(name, email, password) {
    const account = await accounts.createAccount({ accountInput: { name, email, password } });
    accessToken = (await accounts.createToken({ grantType: "password", username: email, password })).accessToken;
    return account.candidateId;
  },
  candidates: async () => (await new CandidatesApi(configuration).listCandidates()).items.map(({ id }) => id),
  apply: async (candidateId) => (await new ApplicationsApi(configuration).createApplication({
    applicationInput: { candidateId, ...job, timeZone: "America/New_York", holidayCalendar: "US-NY" },
  })).id,
  addContact: async (id, name) => (await new ContactsApi(configuration).createContact({
    id, contactInput: { name, role: Role.HiringManager, email: "grace@acme.example" },
  })).id,
  addInterview: async (id, contact, startsAt, endsAt) => (await new InterviewsApi(configuration).createInterview({
    id, interviewInput: { startsAt: new Date(startsAt), endsAt: new Date(endsAt), interviewerIds: [contact] },
  })).id,
  async plan(id, asOf) {
    const { steps, nextStepId } = await plans.getApplicationPlan({ id, asOf: new Date(asOf) });
    return { steps, next: nextStepId };
  },
  messageBody: async (id, stepId, asOf) => (await plans.getStepMessage({ id, stepId, asOf: new Date(asOf) })).body,
  recordThanks: async (id, contactId, at) => (await new CommunicationsApi(configuration).createCommunication({
    id,
    communicationInput: {
      direction: Direction.Outbound, channel: CommunicationChannel.Email, purpose: Purpose.ThankYou, contactId, at: new Date(at),
    },
  })).id,
  async preview(timeZone) {
    try {
      return (await plans.previewPlan({ facts: { application: { ...job, timeZone } } })).timeZone;
    } catch (refused) {
      if (refused instanceof ResponseError) return refused.response.status;
      throw refused;
    }
  },
}, "typescript@example.com");
