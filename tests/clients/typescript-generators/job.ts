// The main job, from sign-up to the plan that has moved on, by any client in TypeScript.

declare const process: { argv: string[] };

/** Where the service is. */
export const api = process.argv[2] ?? "";

export interface Step {
  id: string;
  kind: string;
}

/** What the job asks of a client. Times are RFC 3339; what is created is told by its id. */
export interface Client {
  /** Signs up, and in. Returns the id of the first candidate. */
  signUp(name: string, email: string, password: string): Promise<string>;
  candidates(): Promise<string[]>;
  apply(candidate: string): Promise<string>;
  addContact(application: string, name: string): Promise<string>;
  addInterview(application: string, contact: string, startsAt: string, endsAt: string): Promise<string>;
  plan(application: string, asOf: string): Promise<{ steps: Step[]; next?: string | null }>;
  messageBody(application: string, step: string, asOf: string): Promise<string | null | undefined>;
  recordThanks(application: string, contact: string, at: string): Promise<string>;
  /** The time zone of the plan of a preview, or the status of the refusal. */
  preview(timeZone: string): Promise<string | number>;
}

function expect<T>(found: T, wanted: T) {
  const [text, other] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (text !== other) throw new Error(`${text}, not ${other}`);
}

export async function mainJob(client: Client, email: string) {
  const candidate = await client.signUp("Ada Okafor", email, "correct horse battery staple");
  expect(await client.candidates(), [candidate]);
  const application = await client.apply(candidate);
  const contact = await client.addContact(application, "Grace Lindqvist");
  await client.addInterview(application, contact, "2026-03-10T14:00:00-04:00", "2026-03-10T15:00:00-04:00");
  const next = async (asOf: string) => {
    const plan = await client.plan(application, asOf);
    const step = plan.steps.find((step) => step.id === plan.next);
    if (!step) throw new Error("the plan has nothing to do next");
    return step;
  };
  const evening = "2026-03-10T20:00:00-04:00";
  const thankYou = await next(evening);
  expect(thankYou.kind, "thank_you");
  const body = await client.messageBody(application, thankYou.id, evening);
  if (!body?.includes("Grace")) throw new Error(`the message doesn't greet Grace: ${body}`);
  await client.recordThanks(application, contact, "2026-03-10T20:05:00-04:00");
  expect((await next("2026-03-11T09:00:00-04:00")).kind, "check_in");
  expect(await client.preview("Europe/Berlin"), "Europe/Berlin");
  expect(await client.preview("Europe/Nowhere"), 422);
}
