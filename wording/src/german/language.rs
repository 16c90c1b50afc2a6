//! German as a language.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};
use planning::{
    State, Step, StepKind, TimeZone,
    diff::ChangedFields,
    facts::{Contact, Interview},
    reason::{
        AdjustmentReason, ChannelReason, FirstWait, LaterWait, MoveOnReason, Oddity, PersonReason, PutOff,
        RequestedStepReason, Suggestion, ThankYouReason, TimingReason,
    },
};

use super::{German, calendar, changes, steps, suggestions, timeline};
use crate::{
    Action, EventDetails, Fit, InterviewDetails, Language, LegendEntry, MonthForm, NamedDate, Position, What, Whom,
    say::said,
};

impl Language for German {
    fn tag(&self) -> &'static str {
        match self {
            Self::Germany => "de",
            Self::Austria => "de-AT",
            Self::Switzerland => "de-CH",
        }
    }

    fn thank_you(&self, reason: &ThankYouReason, out: &mut String) {
        self.thanks(reason, out);
    }

    fn first_wait(&self, wait: &FirstWait, out: &mut String) {
        self.waits(wait, out);
    }

    fn later_wait(&self, wait: &LaterWait, out: &mut String) {
        self.later_waits(wait, out);
    }

    fn adjustment(&self, reason: &AdjustmentReason, out: &mut String) {
        self.adjustments(reason, out);
    }

    fn timing(&self, reason: &TimingReason, out: &mut String) {
        self.timings(reason, out);
    }

    fn move_on(&self, reason: &MoveOnReason, out: &mut String) {
        self.moves_on(reason, out);
    }

    fn requested_step(&self, reason: &RequestedStepReason, out: &mut String) {
        self.requests(reason, out);
    }

    fn channel(&self, reason: &ChannelReason, out: &mut String) {
        self.channels(reason, out);
    }

    fn person(&self, reason: &PersonReason, out: &mut String) {
        self.persons(reason, out);
    }

    fn put_off(&self, put_off: PutOff, out: &mut String) {
        self.delayed(put_off, out);
    }

    fn suggestion(&self, suggestion: &Suggestion, out: &mut String) {
        suggestions::suggestion(suggestion, out);
    }

    fn warning(&self, oddity: &Oddity, out: &mut String) {
        self.warnings(oddity, out);
    }

    fn step_added(&self, step: &Step) -> String {
        self.added(step)
    }

    fn step_removed(&self, kind: StepKind) -> String {
        Self::removed(kind)
    }

    fn step_changed(&self, kind: StepKind, fields: &ChangedFields) -> String {
        self.changed(kind, fields)
    }

    fn state_changed(&self, old: State, new: State) -> String {
        changes::state_changed(old, new)
    }

    fn next_step_changed(&self, old: Option<StepKind>, new: Option<StepKind>) -> String {
        changes::next_step_changed(old, new)
    }

    fn title(&self, position: Position) -> String {
        said!("Nachfassplan: ", calendar::position(position))
    }

    fn follow_up_category(&self) -> Cow<'static, str> {
        Cow::Borrowed("Nachfassen")
    }

    fn interview_category(&self) -> Cow<'static, str> {
        Cow::Borrowed("Vorstellungsgespräch")
    }

    fn step_category(&self, kind: StepKind) -> Cow<'static, str> {
        Cow::Borrowed(steps::KindWords::of(kind).category)
    }

    fn step_event(&self, action: &Action, by: Option<NaiveDate>, company: &str, year: i32) -> String {
        self.event_of_step(action, by, company, year)
    }

    fn step_lines(
        &self,
        step: &Step,
        position: Position,
        pass_on_to: &[&Contact],
        zone: TimeZone,
        year: i32,
    ) -> Vec<String> {
        self.lines_of_step(step, position, pass_on_to, zone, year)
    }

    fn list_item(&self, text: &str) -> String {
        said!("- ", text)
    }

    fn interview_event(&self, interview: &Interview, company: &str) -> String {
        calendar::event_of_interview(interview, company)
    }

    fn interview_lines(
        &self,
        interview: &InterviewDetails,
        position: Position,
        zone: TimeZone,
        year: i32,
    ) -> Vec<String> {
        self.lines_of_interview(interview, position, zone, year)
    }

    fn phone_call(&self, number: Option<&str>) -> String {
        calendar::phone_call(number)
    }

    fn video_call(&self) -> Cow<'static, str> {
        Cow::Borrowed("Videoanruf")
    }

    fn title_in_two_lines(&self, position: Fit, company: Fit) -> [String; 2] {
        timeline::title_in_two_lines(position, company)
    }

    fn next_step(&self, step: &Step, action: &Action, as_of: DateTime<FixedOffset>, fit: Fit) -> String {
        self.next(step, action, as_of, fit)
    }

    fn no_next_step(&self, state: State) -> Cow<'static, str> {
        Cow::Borrowed(timeline::no_next_step(state))
    }

    fn as_of(&self, as_of: DateTime<FixedOffset>, zone: TimeZone) -> String {
        self.stand(as_of, zone)
    }

    fn today(&self, today: NaiveDate) -> String {
        self.today_label(today)
    }

    fn decision_label(&self, date: NamedDate) -> String {
        self.label_of_decision(date)
    }

    fn decision(&self, date: NamedDate, year: i32) -> String {
        self.decided(date, year)
    }

    fn action(&self, action: &Action, fit: Fit) -> String {
        steps::action(action, fit)
    }

    fn step_note(&self, step: &Step, year: i32) -> String {
        self.note_of_step(step, year)
    }

    fn step_told(&self, step: &Step, action: &Action, pass_on_to: &[&Contact], year: i32, fit: Fit) -> String {
        self.told_of_step(step, action, pass_on_to, year, fit)
    }

    fn interview(&self, interview: &Interview) -> Cow<'static, str> {
        Cow::Borrowed(calendar::interview(interview))
    }

    fn interview_note(&self, interview: &Interview, starts: NaiveDateTime, year: i32) -> String {
        self.note_of_interview(interview, starts, year)
    }

    fn interview_told(&self, interview: &Interview, starts: NaiveDateTime, year: i32) -> String {
        self.told_of_interview(interview, starts, year)
    }

    fn event(&self, what: What, whom: Whom, fit: Fit) -> String {
        Self::happened(what, whom, fit)
    }

    fn event_note(&self, what: What, at: NaiveDateTime, until: Option<NaiveDateTime>, year: i32) -> String {
        self.happened_note(what, at, until, year)
    }

    fn event_told(&self, event: &EventDetails, needless: &[Action], fit: Fit) -> String {
        self.happened_told(event, needless, fit)
    }

    fn legend(&self, entry: LegendEntry) -> Cow<'static, str> {
        Cow::Borrowed(timeline::legend(entry))
    }

    fn month(&self, day: NaiveDate, form: MonthForm) -> String {
        self.month_label(day, form)
    }

    fn day(&self, day: NaiveDate, with_weekday: bool) -> String {
        self.day_label(day, with_weekday)
    }

    fn stretch(&self, days: i64) -> String {
        timeline::stretch(days)
    }
}
