//! The trait that each language implements.

use std::{borrow::Cow, fmt::Debug};

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};
use planning::{
    State, Step, StepKind, TimeZone,
    diff::ChangedFields,
    facts::{Contact, Interview},
    reason::{
        AdjustmentReason, ChannelReason, FirstWait, LaterWait, MoveOnReason, PersonReason, Postponement, Reason,
        RequestedStepReason, Statement, Suggestion, ThankYouReason, TimingReason, WarningKind,
    },
};

use crate::{
    Action, Counterpart, EventDetails, InterviewDetails, LegendEntry, MailTexts, MonthForm, NamedDate,
    ObligationLanguage, Position, Shorten, ShortenAfter, StatisticsLanguage, TimelineEvent, parts::text,
};

/// A language. Methods that are given `out` add whole sentences to it; `year` is the one that everything else is in, so
/// that dates in it need not name it.
pub trait Language: MailTexts + ObligationLanguage + StatisticsLanguage + Debug + Send + Sync {
    /// Its tag (BCP 47).
    fn tag(&self) -> &'static str;

    // Reasons, advice and warnings

    /// Why a step is as it is: its statement, and after it that the candidate changed that.
    fn reason(&self, reason: &Reason, out: &mut String) {
        match &reason.statement {
            Statement::ThankYou(reason) => self.thank_you(reason, out),
            Statement::FirstWait(wait) => self.first_wait(wait, out),
            Statement::LaterWait(wait) => self.later_wait(wait, out),
            Statement::Adjustment(reason) => self.adjustment(reason, out),
            Statement::Timing(reason) => self.timing(reason, out),
            Statement::MoveOn(reason) => self.move_on(reason, out),
            Statement::RequestedStep(reason) => self.requested_step(reason, out),
            Statement::Channel(reason) => self.channel(reason, out),
            Statement::Person(reason) => self.person(reason, out),
        }
        if let Some(postponement) = reason.postponement {
            out.push(' ');
            self.postponement(postponement, out);
        }
    }
    /// Why a thank-you goes out when it does.
    fn thank_you(&self, reason: &ThankYouReason, out: &mut String);
    /// How long the first follow-up waits.
    fn first_wait(&self, wait: &FirstWait, out: &mut String);
    /// How long a later follow-up waits.
    fn later_wait(&self, wait: &LaterWait, out: &mut String);
    /// What makes the first wait longer or shorter.
    fn adjustment(&self, reason: &AdjustmentReason, out: &mut String);
    /// What else decides when a message comes.
    fn timing(&self, reason: &TimingReason, out: &mut String);
    /// When to turn elsewhere.
    fn move_on(&self, reason: &MoveOnReason, out: &mut String);
    /// What a date, a question, an absence, an offer or an outcome asks for.
    fn requested_step(&self, reason: &RequestedStepReason, out: &mut String);
    /// Why a message goes by its channel.
    fn channel(&self, reason: &ChannelReason, out: &mut String);
    /// The people who can be written to.
    fn person(&self, reason: &PersonReason, out: &mut String);
    /// Says that the candidate put a step off.
    fn postponement(&self, postponement: Postponement, out: &mut String);
    /// What to do beside a step.
    fn suggestion(&self, suggestion: &Suggestion, out: &mut String);
    /// What is missing or odd about a fact.
    fn warning(&self, kind: &WarningKind, out: &mut String);

    // What changes from one plan to another

    /// Says that a step comes.
    fn step_added(&self, step: &Step) -> String;
    /// Says that a step goes.
    fn step_removed(&self, kind: StepKind) -> String;
    /// What changes about a step, which is now of that kind; where nothing does, its reasons are others.
    fn step_changed(&self, kind: StepKind, fields: &ChangedFields) -> String;
    /// Says that the state is another one.
    fn state_changed(&self, old: State, new: State) -> String;
    /// Says that another step is next, or none.
    fn next_step_changed(&self, old: Option<StepKind>, new: Option<StepKind>) -> String;

    // Calendars

    /// What the follow-up is for.
    fn title(&self, position: Position) -> String;
    /// The category of all steps.
    fn follow_up_category(&self) -> Cow<'static, str>;
    /// The category of all interviews.
    fn interview_category(&self) -> Cow<'static, str>;
    /// The category of steps of that kind.
    fn step_category(&self, kind: StepKind) -> Cow<'static, str>;
    /// The name of a step's event; `by` is the day of a deadline.
    fn step_event(&self, action: &Action, by: Option<NaiveDate>, company: &str, year: i32) -> String;
    /// What the event of a step says beside its reasons: for which position, the status of the step, by which channel,
    /// when, and whom else to thank.
    fn step_lines(
        &self,
        step: &Step,
        position: Position,
        pass_on_to: &[&Contact],
        zone: TimeZone,
        year: i32,
    ) -> Vec<String>;
    /// A reason or an advice in a list.
    fn list_item(&self, text: &str) -> String {
        text!("- ", text)
    }
    /// The name of an interview's event.
    fn interview_event(&self, interview: &Interview, company: &str) -> String;
    /// What the event of an interview says: for which position, how one meets, when by the employer's clocks, whom,
    /// when the employer decides, and by when it wants to hear from the candidate.
    fn interview_lines(
        &self,
        interview: &InterviewDetails,
        position: Position,
        zone: TimeZone,
        year: i32,
    ) -> Vec<String>;
    /// Where a call by phone takes place.
    fn phone_call(&self, number: Option<&str>) -> String;
    /// Where one meets by video.
    fn video_call(&self) -> Cow<'static, str>;

    // Timelines

    /// The title in two lines.
    fn title_in_two_lines(&self, position: Position, shorten: ShortenAfter) -> [String; 2];
    /// What to do next, by which channel, and the time that matters now.
    fn next_step(&self, step: &Step, action: &Action, as_of: DateTime<FixedOffset>, shorten: Shorten) -> String;
    /// Says that no step is next.
    fn no_next_step(&self, state: State) -> Cow<'static, str>;
    /// The moment that a plan is for, and whose times it has.
    fn as_of(&self, as_of: DateTime<FixedOffset>, zone: TimeZone) -> String;
    /// The label of the plan's moment.
    fn today(&self, today: NaiveDate) -> String;
    /// The label of a date for the decision.
    fn decision_label(&self, date: NamedDate) -> String;
    /// A date for the decision, as a sentence.
    fn decision(&self, date: NamedDate, year: i32) -> String;
    /// The kind of a step.
    fn action(&self, action: &Action, shorten: Shorten) -> String;
    /// When and how a step is done, in a row.
    fn step_note(&self, step: &Step, year: i32) -> String;
    /// The whole step in sentences.
    fn step_told(&self, step: &Step, action: &Action, pass_on_to: &[&Contact], year: i32, shorten: Shorten) -> String;
    /// What an interview is.
    fn interview(&self, interview: &Interview) -> Cow<'static, str>;
    /// When and how one meets.
    fn interview_note(&self, interview: &Interview, starts: NaiveDateTime, year: i32) -> String;
    /// The whole interview in a sentence.
    fn interview_told(&self, interview: &Interview, starts: NaiveDateTime, year: i32) -> String;
    /// What happened, and who did it.
    fn event(&self, what: TimelineEvent, whom: Counterpart, shorten: Shorten) -> String;
    /// When it happened, and what matters most about it.
    fn event_note(&self, what: TimelineEvent, at: NaiveDateTime, until: Option<NaiveDateTime>, year: i32) -> String;
    /// What happened in a sentence; after it, which steps that makes needless.
    fn event_told(&self, event: &EventDetails, needless: &[Action], shorten: Shorten) -> String;
    /// What a mark means.
    fn legend(&self, entry: LegendEntry) -> Cow<'static, str>;
    /// The name of a month on an axis.
    fn month(&self, day: NaiveDate, form: MonthForm) -> String;
    /// A day on an axis.
    fn day(&self, day: NaiveDate, with_weekday: bool) -> String;
    /// How long a stretch of days is that an axis leaves out.
    fn stretch(&self, days: i64) -> String;
}
