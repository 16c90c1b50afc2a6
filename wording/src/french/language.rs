//! French as a language.

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

use super::{
    French, adjustments, calendar, changes, channels, events, later_waits, move_on, people, requested_steps, steps,
    suggestions, thank_yous, timeline, timing, waits, warnings,
};
use crate::{
    Action, EventDetails, Fit, InterviewDetails, Language, LegendEntry, MonthForm, NamedDate, Position, What, Whom,
    say::said,
};

impl Language for French {
    fn tag(&self) -> &'static str {
        "fr"
    }

    fn thank_you(&self, reason: &ThankYouReason, out: &mut String) {
        thank_yous::thank_you(reason, out);
    }

    fn first_wait(&self, wait: &FirstWait, out: &mut String) {
        waits::first_wait(wait, out);
    }

    fn later_wait(&self, wait: &LaterWait, out: &mut String) {
        later_waits::later_wait(wait, out);
    }

    fn adjustment(&self, reason: &AdjustmentReason, out: &mut String) {
        adjustments::adjustment(reason, out);
    }

    fn timing(&self, reason: &TimingReason, out: &mut String) {
        timing::timing(reason, out);
    }

    fn move_on(&self, reason: &MoveOnReason, out: &mut String) {
        move_on::move_on(reason, out);
    }

    fn requested_step(&self, reason: &RequestedStepReason, out: &mut String) {
        requested_steps::requested_step(reason, out);
    }

    fn channel(&self, reason: &ChannelReason, out: &mut String) {
        channels::channel(reason, out);
    }

    fn person(&self, reason: &PersonReason, out: &mut String) {
        people::person(reason, out);
    }

    fn put_off(&self, put_off: PutOff, out: &mut String) {
        timing::put_off(put_off, out);
    }

    fn suggestion(&self, suggestion: &Suggestion, out: &mut String) {
        suggestions::suggestion(suggestion, out);
    }

    fn warning(&self, oddity: &Oddity, out: &mut String) {
        warnings::warning(oddity, out);
    }

    fn step_added(&self, step: &Step) -> String {
        changes::step_added(step)
    }

    fn step_removed(&self, kind: StepKind) -> String {
        changes::step_removed(kind)
    }

    fn step_changed(&self, kind: StepKind, fields: &ChangedFields) -> String {
        changes::step_changed(kind, fields)
    }

    fn state_changed(&self, old: State, new: State) -> String {
        changes::state_changed(old, new)
    }

    fn next_step_changed(&self, old: Option<StepKind>, new: Option<StepKind>) -> String {
        changes::next_step_changed(old, new)
    }

    fn title(&self, position: Position) -> String {
        said!("Suivi\u{202f}: ", calendar::position(position))
    }

    fn follow_up_category(&self) -> Cow<'static, str> {
        Cow::Borrowed("Suivi")
    }

    fn interview_category(&self) -> Cow<'static, str> {
        Cow::Borrowed("Entretien")
    }

    fn step_category(&self, kind: StepKind) -> Cow<'static, str> {
        Cow::Borrowed(steps::KindWords::of(kind).category)
    }

    fn step_event(&self, action: &Action, by: Option<NaiveDate>, company: &str, year: i32) -> String {
        calendar::step_event(action, by, company, year)
    }

    fn step_lines(
        &self,
        step: &Step,
        position: Position,
        pass_on_to: &[&Contact],
        zone: TimeZone,
        year: i32,
    ) -> Vec<String> {
        calendar::step_lines(step, position, pass_on_to, zone, year)
    }

    fn list_item(&self, text: &str) -> String {
        said!("- ", text)
    }

    fn interview_event(&self, interview: &Interview, company: &str) -> String {
        calendar::interview_event(interview, company)
    }

    fn interview_lines(
        &self,
        interview: &InterviewDetails,
        position: Position,
        zone: TimeZone,
        year: i32,
    ) -> Vec<String> {
        calendar::interview_lines(interview, position, zone, year)
    }

    fn phone_call(&self, number: Option<&str>) -> String {
        calendar::phone_call(number)
    }

    fn video_call(&self) -> Cow<'static, str> {
        Cow::Borrowed("Visioconférence")
    }

    fn title_in_two_lines(&self, position: Fit, company: Fit) -> [String; 2] {
        timeline::title_in_two_lines(position, company)
    }

    fn next_step(&self, step: &Step, action: &Action, as_of: DateTime<FixedOffset>, fit: Fit) -> String {
        timeline::next_step(step, action, as_of, fit)
    }

    fn no_next_step(&self, state: State) -> Cow<'static, str> {
        Cow::Borrowed(timeline::no_next_step(state))
    }

    fn as_of(&self, as_of: DateTime<FixedOffset>, zone: TimeZone) -> String {
        timeline::as_of(as_of, zone)
    }

    fn today(&self, today: NaiveDate) -> String {
        timeline::today(today)
    }

    fn decision_label(&self, date: NamedDate) -> String {
        timeline::decision_label(date)
    }

    fn decision(&self, date: NamedDate, year: i32) -> String {
        timeline::decision(date, year)
    }

    fn action(&self, action: &Action, fit: Fit) -> String {
        steps::action(action, fit)
    }

    fn step_note(&self, step: &Step, year: i32) -> String {
        timeline::step_note(step, year)
    }

    fn step_told(&self, step: &Step, action: &Action, pass_on_to: &[&Contact], year: i32, fit: Fit) -> String {
        timeline::step_told(step, action, pass_on_to, year, fit)
    }

    fn interview(&self, interview: &Interview) -> Cow<'static, str> {
        Cow::Borrowed(calendar::interview(interview))
    }

    fn interview_note(&self, interview: &Interview, starts: NaiveDateTime, year: i32) -> String {
        timeline::interview_note(interview, starts, year)
    }

    fn interview_told(&self, interview: &Interview, starts: NaiveDateTime, year: i32) -> String {
        timeline::interview_told(interview, starts, year)
    }

    fn event(&self, what: What, whom: Whom, fit: Fit) -> String {
        events::event(what, whom, fit)
    }

    fn event_note(&self, what: What, at: NaiveDateTime, until: Option<NaiveDateTime>, year: i32) -> String {
        events::event_note(what, at, until, year)
    }

    fn event_told(&self, event: &EventDetails, needless: &[Action], fit: Fit) -> String {
        events::event_told(event, needless, fit)
    }

    fn legend(&self, entry: LegendEntry) -> Cow<'static, str> {
        Cow::Borrowed(timeline::legend(entry))
    }

    fn month(&self, day: NaiveDate, form: MonthForm) -> String {
        timeline::month(day, form)
    }

    fn day(&self, day: NaiveDate, with_weekday: bool) -> String {
        timeline::day(day, with_weekday)
    }

    fn stretch(&self, days: i64) -> String {
        timeline::stretch(days)
    }
}
