//! The trait that each language implements.

use std::{borrow::Cow, fmt::Debug};

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};
use planning::{
    State, Step, StepKind, TimeZone,
    diff::ChangedFields,
    facts::{Contact, Interview},
    reason::{
        AdjustmentReason, ChannelReason, FirstWait, LaterWait, MoveOnReason, PersonReason, PostponementNote, Reason,
        RequestedStepReason, Statement, Suggestion, ThankYouReason, TimingReason, WarningKind,
    },
};

use crate::{
    Action, Counterpart, EventDetails, InterviewDetails, LegendEntry, MailTexts, MonthForm, NamedDate,
    ObligationLanguage, Position, Shorten, ShortenAfter, StatisticsLanguage, TimelineEvent, parts::text,
};

/// A language. Methods with a parameter `out` append whole sentences to it. Dates of the given `year` are written
/// without the year.
pub trait Language: MailTexts + ObligationLanguage + StatisticsLanguage + Debug + Send + Sync {
    /// Its tag (BCP 47).
    fn tag(&self) -> &'static str;

    // Reasons, advice and warnings

    /// Writes a reason of a step: its statement, then that the candidate postponed the step, if so.
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
    /// Why a thank-you goes out at its time.
    fn thank_you(&self, reason: &ThankYouReason, out: &mut String);
    /// How long the first follow-up waits.
    fn first_wait(&self, wait: &FirstWait, out: &mut String);
    /// How long a later follow-up waits.
    fn later_wait(&self, wait: &LaterWait, out: &mut String);
    /// Why the first wait is longer or shorter than usual.
    fn adjustment(&self, reason: &AdjustmentReason, out: &mut String);
    /// Another reason for the time of a message.
    fn timing(&self, reason: &TimingReason, out: &mut String);
    /// When the candidate should turn to other employers.
    fn move_on(&self, reason: &MoveOnReason, out: &mut String);
    /// Why a date, a question, an absence, an offer or an outcome requests a step.
    fn requested_step(&self, reason: &RequestedStepReason, out: &mut String);
    /// Why a channel is recommended for a message.
    fn channel(&self, reason: &ChannelReason, out: &mut String);
    /// Why a message goes to a person, or does not.
    fn person(&self, reason: &PersonReason, out: &mut String);
    /// That the candidate postponed a step.
    fn postponement(&self, postponement: PostponementNote, out: &mut String);
    /// An advice beside a step.
    fn suggestion(&self, suggestion: &Suggestion, out: &mut String);
    /// A warning about a missing or contradictory fact.
    fn warning(&self, kind: &WarningKind, out: &mut String);

    // Changes between two plans

    /// That a step was added.
    fn step_added(&self, step: &Step) -> String;
    /// That a step was removed.
    fn step_removed(&self, kind: StepKind) -> String;
    /// What changed about a step, whose new kind is `kind`. If no field changed, that its reasons did.
    fn step_changed(&self, kind: StepKind, fields: &ChangedFields) -> String;
    /// That the state of the follow-up changed.
    fn state_changed(&self, old: State, new: State) -> String;
    /// That another step is next, or none any more.
    fn next_step_changed(&self, old: Option<StepKind>, new: Option<StepKind>) -> String;

    // Calendars

    /// The title of a follow-up.
    fn title(&self, position: Position) -> String;
    /// The category of all steps.
    fn follow_up_category(&self) -> Cow<'static, str>;
    /// The category of all interviews.
    fn interview_category(&self) -> Cow<'static, str>;
    /// The category of steps of that kind.
    fn step_category(&self, kind: StepKind) -> Cow<'static, str>;
    /// The name of a step's event; `deadline` is the day by which it has to be done.
    fn step_event(&self, action: &Action, deadline: Option<NaiveDate>, company: &str, year: i32) -> String;
    /// The lines of a step's event before its reasons: the position, the status, the channel, the times and the people
    /// to whom thanks are passed on.
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
    /// The lines of an interview's event: the position, the medium, the times by the employer's clocks, the people, the
    /// date of the decision and the date by which the employer wants to hear from the candidate.
    fn interview_lines(
        &self,
        interview: &InterviewDetails,
        position: Position,
        zone: TimeZone,
        year: i32,
    ) -> Vec<String>;
    /// The location of a call by phone.
    fn phone_call(&self, number: Option<&str>) -> String;
    /// The location of a video call.
    fn video_call(&self) -> Cow<'static, str>;

    // Timelines

    /// The title in two lines.
    fn title_in_two_lines(&self, position: Position, shorten: ShortenAfter) -> [String; 2];
    /// The next step, its channel and its most relevant time at `as_of`.
    fn next_step(&self, step: &Step, action: &Action, as_of: DateTime<FixedOffset>, shorten: Shorten) -> String;
    /// That there is no next step.
    fn no_next_step(&self, state: State) -> Cow<'static, str>;
    /// The instant of a plan, and the zone of its times.
    fn as_of(&self, as_of: DateTime<FixedOffset>, zone: TimeZone) -> String;
    /// The label of the plan's day.
    fn today(&self, today: NaiveDate) -> String;
    /// The label of a date for the decision.
    fn decision_label(&self, date: NamedDate) -> String;
    /// A date for the decision, as a sentence.
    fn decision(&self, date: NamedDate, year: i32) -> String;
    /// The action of a step, with the person.
    fn action(&self, action: &Action, shorten: Shorten) -> String;
    /// The time, channel and status of a step, in a row.
    fn step_note(&self, step: &Step, year: i32) -> String;
    /// A step in sentences.
    fn step_told(&self, step: &Step, action: &Action, pass_on_to: &[&Contact], year: i32, shorten: Shorten) -> String;
    /// The kind of an interview.
    fn interview(&self, interview: &Interview) -> Cow<'static, str>;
    /// The time and medium of an interview.
    fn interview_note(&self, interview: &Interview, starts: NaiveDateTime, year: i32) -> String;
    /// An interview in a sentence.
    fn interview_told(&self, interview: &Interview, starts: NaiveDateTime, year: i32) -> String;
    /// The name of an event, with the person.
    fn event(&self, event: TimelineEvent, counterpart: Counterpart, shorten: Shorten) -> String;
    /// The time of an event, and its most important detail.
    fn event_note(
        &self,
        event: TimelineEvent,
        at: NaiveDateTime,
        respond_by: Option<NaiveDateTime>,
        year: i32,
    ) -> String;
    /// An event in a sentence, then the steps that it cancels.
    fn event_told(&self, event: &EventDetails, needless: &[Action], shorten: Shorten) -> String;
    /// The meaning of a mark in the legend.
    fn legend(&self, entry: LegendEntry) -> Cow<'static, str>;
    /// The name of a month on an axis.
    fn month(&self, day: NaiveDate, form: MonthForm) -> String;
    /// A day on an axis.
    fn day(&self, day: NaiveDate, with_weekday: bool) -> String;
    /// The length of a range of days that the axis leaves out.
    fn gap_length(&self, days: i64) -> String;
}
