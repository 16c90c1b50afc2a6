//! What is known: the people, the application, its interviews, and what was said since.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Date, Email, HolidayCalendar, Instant, Key, Name, Note, Phone, PlaybookChoice, TimeZone, WebUrl};

/// Everything a plan follows from.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// The moment the plan is for; now, where it is left out.
    #[serde(default)]
    pub as_of: Option<Instant>,
    /// The playbook to follow: the key of a built-in one or of one of the account's own, or a whole playbook.
    #[serde(default)]
    pub playbook: PlaybookChoice,
    /// The candidate, who writes.
    #[serde(default)]
    pub candidate: Candidate,
    /// The application that the plan is for.
    pub application: Application,
    /// People at the employer; where several would do, the first named is preferred.
    #[serde(default)]
    #[schema(max_items = 200)]
    pub contacts: Vec<Contact>,
    /// Interviews, past and to come.
    #[serde(default)]
    #[schema(max_items = 100)]
    pub interviews: Vec<Interview>,
    /// What was sent and what came back.
    #[serde(default)]
    #[schema(max_items = 1000)]
    pub communications: Vec<Communication>,
    /// The candidate's own word on steps of the plan.
    #[serde(default)]
    #[schema(max_items = 200)]
    pub overrides: Vec<StepOverride>,
}

/// Who writes.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CandidateFacts)]
pub struct Candidate {
    /// The name to sign with.
    #[serde(default)]
    pub name: Option<Name>,
    /// The address for replies.
    #[serde(default)]
    pub email: Option<Email>,
    /// The number for calls back.
    #[serde(default)]
    pub phone: Option<Phone>,
    /// The candidate's LinkedIn page.
    #[serde(default)]
    pub linkedin_url: Option<WebUrl>,
    /// How the candidate would rather be in touch.
    #[serde(default)]
    pub preferred_channel: Option<PreferredChannel>,
    /// Qualifications that messages may draw on.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub strengths: Vec<Note>,
    /// Career goals that messages may draw on.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub goals: Vec<Note>,
}

/// E-mail or telephone.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PreferredChannel {
    /// By e-mail.
    Email,
    /// By telephone.
    Phone,
}

/// The application, and the employer it went to.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ApplicationFacts)]
pub struct Application {
    /// The employer.
    pub company: Company,
    /// The position applied for.
    pub position: Position,
    /// The day the application went in.
    #[serde(default)]
    pub applied_on: Option<Date>,
    /// Whether the employer needs somebody soon.
    #[serde(default)]
    pub urgent: bool,
    /// Channels that the employer doesn't want to be contacted by.
    #[serde(default)]
    #[schema(max_items = 4)]
    pub forbidden_channels: Vec<Channel>,
    /// The employer's time zone.
    pub time_zone: TimeZone,
    /// The employer's public holidays; without it, only Saturdays and Sundays are free.
    #[serde(default)]
    pub holiday_calendar: Option<HolidayCalendar>,
    /// Further days on which this employer is closed.
    #[serde(default)]
    #[schema(max_items = 366)]
    pub closures: Vec<Date>,
    /// How it ended, once it has.
    #[serde(default)]
    pub outcome: Option<Outcome>,
}

/// The employer.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Company {
    /// Its name.
    pub name: Name,
    /// Its sector; start-ups decide sooner, government later.
    #[serde(default)]
    pub sector: Sector,
    /// How formal it is.
    #[serde(default)]
    pub culture: Culture,
    /// Its main number, through which anybody can be asked for.
    #[serde(default)]
    pub main_phone: Option<Phone>,
    /// Where a letter reaches it.
    #[serde(default)]
    pub postal_address: Option<Note>,
}

/// The sector of an employer.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sector {
    /// A start-up.
    Startup,
    /// A large company.
    Corporate,
    /// A public body.
    Government,
    /// A charity or other non-profit organisation.
    Nonprofit,
    /// Any other, or unknown.
    #[default]
    Other,
}

/// How formal an employer is.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Culture {
    /// Formal.
    Formal,
    /// Neither markedly formal nor informal, or unknown.
    #[default]
    Neutral,
    /// Informal.
    Informal,
}

/// The position applied for.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// Its title.
    pub title: Name,
    /// Its level; the more senior, the longer an employer takes.
    #[serde(default)]
    pub seniority: Seniority,
}

/// The level of a position.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Seniority {
    /// A first job.
    Entry,
    /// Anything between the others, or unknown.
    #[default]
    Mid,
    /// Senior.
    Senior,
    /// Executive.
    Executive,
}

/// How an application ended.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// In which way.
    pub kind: OutcomeKind,
    /// When.
    pub at: Instant,
}

/// The ways in which an application ends.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeKind {
    /// The employer declined.
    Rejected,
    /// The employer made an offer.
    Offered,
    /// The candidate took the offer.
    Accepted,
    /// The candidate withdrew.
    Withdrawn,
}

/// A way in which a message can go out.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// E-mail.
    Email,
    /// A telephone call, or a voicemail.
    Phone,
    /// A LinkedIn message to a connection.
    Linkedin,
    /// A handwritten note or letter by post.
    Letter,
}

/// Somebody at the employer.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ContactFacts)]
pub struct Contact {
    /// By which interviews and communications name this person.
    pub id: Key,
    /// The person's name.
    #[serde(default)]
    pub name: Option<Name>,
    /// What the person does in the hiring.
    #[serde(default)]
    pub role: Role,
    /// The person's e-mail address.
    #[serde(default)]
    pub email: Option<Email>,
    /// The person's direct number.
    #[serde(default)]
    pub phone: Option<Phone>,
    /// Whether the candidate and this person are connected on LinkedIn.
    #[serde(default)]
    pub linkedin_connected: bool,
}

/// What a contact does in the hiring.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Decides, and will be the new colleague's superior.
    HiringManager,
    /// Finds candidates, in or outside the company.
    Recruiter,
    /// Takes part in interviews.
    Interviewer,
    /// Works in human resources.
    HumanResources,
    /// Anything else, or unknown.
    #[default]
    Other,
}

/// An interview, past or to come.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InterviewFacts)]
pub struct Interview {
    /// By which the plan names this interview.
    pub id: Key,
    /// Its kind.
    #[serde(default)]
    pub kind: InterviewKind,
    /// How one meets.
    #[serde(default)]
    pub medium: Medium,
    /// When it begins.
    pub starts_at: Instant,
    /// When it ends, after it begins.
    pub ends_at: Instant,
    /// Whether it takes or took place.
    #[serde(default)]
    pub status: InterviewStatus,
    /// The contacts who lead it.
    #[serde(default)]
    #[schema(max_items = 50)]
    pub interviewer_ids: Vec<Key>,
    /// How well the people got on.
    #[serde(default)]
    pub rapport: Rapport,
    /// The date by which the employer said it would decide.
    #[serde(default)]
    pub decision_expected_on: Option<Date>,
    /// The instant by which the employer asked to hear from the candidate, after the interview's end.
    #[serde(default)]
    pub respond_by: Option<Instant>,
    /// What was talked about and is worth recalling.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub talking_points: Vec<Note>,
    /// What stayed unclear or unsaid, with what the candidate wants to add.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub points_to_clarify: Vec<Note>,
}

/// The kinds of interview.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum InterviewKind {
    /// A first, short one.
    Screening,
    /// About skills, by questions or tasks.
    Technical,
    /// About past behaviour.
    Behavioral,
    /// With several interviewers at once.
    Panel,
    /// The last before the decision.
    Final,
    /// Any other, or unknown.
    #[default]
    Other,
}

/// How one meets for an interview.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Medium {
    /// By telephone.
    Phone,
    /// By video call.
    #[default]
    Video,
    /// Face to face.
    InPerson,
}

/// Whether an interview takes or took place.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum InterviewStatus {
    /// It is agreed on.
    #[default]
    Scheduled,
    /// It took place.
    Completed,
    /// It was called off.
    Cancelled,
    /// The candidate was there, the employer was not.
    EmployerNoShow,
}

/// How well the people of an interview got on.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rapport {
    /// Nothing is known.
    #[default]
    Unknown,
    /// Notably well.
    Strong,
}

/// Something that was sent or that came back.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CommunicationFacts)]
pub struct Communication {
    /// Who wrote to whom.
    pub direction: Direction,
    /// By which channel.
    #[serde(default)]
    pub channel: CommunicationChannel,
    /// What it was for; says something of outbound ones only.
    #[serde(default)]
    pub purpose: Purpose,
    /// When it went out or came in.
    pub at: Instant,
    /// With whom.
    #[serde(default)]
    pub contact_id: Option<Key>,
    /// A date for the decision that an inbound one gave.
    #[serde(default)]
    pub decision_expected_on: Option<Date>,
    /// Whether an inbound one is an auto-reply, which changes nothing.
    #[serde(default)]
    pub automatic: bool,
    /// Whether the employer asked something in an inbound one.
    #[serde(default)]
    pub needs_answer: bool,
}

/// Who wrote to whom.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// From the candidate to the employer.
    Outbound,
    /// From the employer to the candidate.
    Inbound,
}

/// The channel of a communication that took place.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CommunicationChannel {
    /// E-mail.
    Email,
    /// A telephone call, or a voicemail.
    Phone,
    /// A LinkedIn message.
    Linkedin,
    /// A handwritten note or letter by post.
    Letter,
    /// Any other, or unknown.
    #[default]
    Other,
}

/// What an outbound communication was for.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To thank for an interview.
    ThankYou,
    /// To ask how things stand.
    CheckIn,
    /// To ask a last time.
    FinalAttempt,
    /// Anything else.
    #[default]
    Other,
}

/// The candidate's own word on a step of the plan.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StepOverride {
    /// The step's id in the plan.
    #[schema(value_type = String, max_length = 300)]
    pub step_id: String,
    /// Whether the candidate leaves the step out.
    #[serde(default)]
    pub dismissed: bool,
    /// The instant before which the candidate won't act on it.
    #[serde(default)]
    pub not_before: Option<Instant>,
}
