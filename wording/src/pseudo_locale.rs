//! A language for tests: English with every ASCII letter replaced by another one, and every text in brackets. An ASCII
//! letter in a text comes from elsewhere; brackets within brackets come from a text that is made of others.

mod employers;
mod letters;

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};
use planning::{
    State, Step, StepKind, TimeZone,
    diff::ChangedFields,
    facts::{Contact, Interview},
    reason::{
        AdjustmentReason, ChannelReason, FirstWait, LaterWait, MoveOnReason, PersonReason, PostponementNote,
        RequestedStepReason, Suggestion, ThankYouReason, TimingReason, WarningKind,
    },
};

use self::letters::accent_from;
pub use self::letters::accented;
use crate::{
    Action, Counterpart, ENGLISH, EventDetails, InterviewDetails, Language, LegendEntry, MailText, MailTexts,
    MonthForm, NamedDate, Position, Shorten, ShortenAfter, TimelineEvent,
};

/// The language for tests.
pub const PSEUDO_LOCALE: &PseudoLocale = &PseudoLocale;

/// A pseudo-locale: English with replaced letters, in brackets.
#[derive(Clone, Copy, Debug)]
pub struct PseudoLocale;

impl MailTexts for PseudoLocale {
    fn mail_text(&self, text: &MailText) -> String {
        accented(&ENGLISH.mail_text(text))
    }
}

impl Language for PseudoLocale {
    fn tag(&self) -> &'static str {
        "en-x-marked"
    }

    fn thank_you(&self, reason: &ThankYouReason, out: &mut String) {
        let start = out.len();
        ENGLISH.thank_you(reason, out);
        accent_from(out, start);
    }

    fn first_wait(&self, wait: &FirstWait, out: &mut String) {
        let start = out.len();
        ENGLISH.first_wait(wait, out);
        accent_from(out, start);
    }

    fn later_wait(&self, wait: &LaterWait, out: &mut String) {
        let start = out.len();
        ENGLISH.later_wait(wait, out);
        accent_from(out, start);
    }

    fn adjustment(&self, reason: &AdjustmentReason, out: &mut String) {
        let start = out.len();
        ENGLISH.adjustment(reason, out);
        accent_from(out, start);
    }

    fn timing(&self, reason: &TimingReason, out: &mut String) {
        let start = out.len();
        ENGLISH.timing(reason, out);
        accent_from(out, start);
    }

    fn move_on(&self, reason: &MoveOnReason, out: &mut String) {
        let start = out.len();
        ENGLISH.move_on(reason, out);
        accent_from(out, start);
    }

    fn requested_step(&self, reason: &RequestedStepReason, out: &mut String) {
        let start = out.len();
        ENGLISH.requested_step(reason, out);
        accent_from(out, start);
    }

    fn channel(&self, reason: &ChannelReason, out: &mut String) {
        let start = out.len();
        ENGLISH.channel(reason, out);
        accent_from(out, start);
    }

    fn person(&self, reason: &PersonReason, out: &mut String) {
        let start = out.len();
        ENGLISH.person(reason, out);
        accent_from(out, start);
    }

    fn postponement(&self, postponement: PostponementNote, out: &mut String) {
        let start = out.len();
        ENGLISH.postponement(postponement, out);
        accent_from(out, start);
    }

    fn suggestion(&self, suggestion: &Suggestion, out: &mut String) {
        let start = out.len();
        ENGLISH.suggestion(suggestion, out);
        accent_from(out, start);
    }

    fn warning(&self, kind: &WarningKind, out: &mut String) {
        let start = out.len();
        ENGLISH.warning(kind, out);
        accent_from(out, start);
    }

    fn step_added(&self, step: &Step) -> String {
        accented(&ENGLISH.step_added(step))
    }

    fn step_removed(&self, kind: StepKind) -> String {
        accented(&ENGLISH.step_removed(kind))
    }

    fn step_changed(&self, kind: StepKind, fields: &ChangedFields) -> String {
        accented(&ENGLISH.step_changed(kind, fields))
    }

    fn state_changed(&self, old: State, new: State) -> String {
        accented(&ENGLISH.state_changed(old, new))
    }

    fn next_step_changed(&self, old: Option<StepKind>, new: Option<StepKind>) -> String {
        accented(&ENGLISH.next_step_changed(old, new))
    }

    fn title(&self, position: Position) -> String {
        accented(&ENGLISH.title(position))
    }

    fn follow_up_category(&self) -> Cow<'static, str> {
        Cow::Owned(accented(&ENGLISH.follow_up_category()))
    }

    fn interview_category(&self) -> Cow<'static, str> {
        Cow::Owned(accented(&ENGLISH.interview_category()))
    }

    fn step_category(&self, kind: StepKind) -> Cow<'static, str> {
        Cow::Owned(accented(&ENGLISH.step_category(kind)))
    }

    fn step_event(&self, action: &Action, deadline: Option<NaiveDate>, company: &str, year: i32) -> String {
        accented(&ENGLISH.step_event(action, deadline, company, year))
    }

    fn step_lines(
        &self,
        step: &Step,
        position: Position,
        pass_on_to: &[&Contact],
        zone: TimeZone,
        year: i32,
    ) -> Vec<String> {
        ENGLISH.step_lines(step, position, pass_on_to, zone, year).iter().map(|line| accented(line)).collect()
    }

    fn list_item(&self, text: &str) -> String {
        // The list items are replaced already.
        ENGLISH.list_item(text)
    }

    fn interview_event(&self, interview: &Interview, company: &str) -> String {
        accented(&ENGLISH.interview_event(interview, company))
    }

    fn interview_lines(
        &self,
        interview: &InterviewDetails,
        position: Position,
        zone: TimeZone,
        year: i32,
    ) -> Vec<String> {
        ENGLISH.interview_lines(interview, position, zone, year).iter().map(|line| accented(line)).collect()
    }

    fn phone_call(&self, number: Option<&str>) -> String {
        accented(&ENGLISH.phone_call(number))
    }

    fn video_call(&self) -> Cow<'static, str> {
        Cow::Owned(accented(&ENGLISH.video_call()))
    }

    fn title_in_two_lines(&self, position: Position, shorten: ShortenAfter) -> [String; 2] {
        ENGLISH.title_in_two_lines(position, shorten).map(|line| accented(&line))
    }

    fn next_step(&self, step: &Step, action: &Action, as_of: DateTime<FixedOffset>, shorten: Shorten) -> String {
        accented(&ENGLISH.next_step(step, action, as_of, shorten))
    }

    fn no_next_step(&self, state: State) -> Cow<'static, str> {
        Cow::Owned(accented(&ENGLISH.no_next_step(state)))
    }

    fn as_of(&self, as_of: DateTime<FixedOffset>, zone: TimeZone) -> String {
        accented(&ENGLISH.as_of(as_of, zone))
    }

    fn today(&self, today: NaiveDate) -> String {
        accented(&ENGLISH.today(today))
    }

    fn decision_label(&self, date: NamedDate) -> String {
        accented(&ENGLISH.decision_label(date))
    }

    fn decision(&self, date: NamedDate, year: i32) -> String {
        accented(&ENGLISH.decision(date, year))
    }

    fn action(&self, action: &Action, shorten: Shorten) -> String {
        accented(&ENGLISH.action(action, shorten))
    }

    fn step_note(&self, step: &Step, year: i32) -> String {
        accented(&ENGLISH.step_note(step, year))
    }

    fn step_told(&self, step: &Step, action: &Action, pass_on_to: &[&Contact], year: i32, shorten: Shorten) -> String {
        accented(&ENGLISH.step_told(step, action, pass_on_to, year, shorten))
    }

    fn interview(&self, interview: &Interview) -> Cow<'static, str> {
        Cow::Owned(accented(&ENGLISH.interview(interview)))
    }

    fn interview_note(&self, interview: &Interview, starts: NaiveDateTime, year: i32) -> String {
        accented(&ENGLISH.interview_note(interview, starts, year))
    }

    fn interview_told(&self, interview: &Interview, starts: NaiveDateTime, year: i32) -> String {
        accented(&ENGLISH.interview_told(interview, starts, year))
    }

    fn event(&self, event: TimelineEvent, counterpart: Counterpart, shorten: Shorten) -> String {
        accented(&ENGLISH.event(event, counterpart, shorten))
    }

    fn event_note(
        &self,
        event: TimelineEvent,
        at: NaiveDateTime,
        respond_by: Option<NaiveDateTime>,
        year: i32,
    ) -> String {
        accented(&ENGLISH.event_note(event, at, respond_by, year))
    }

    fn event_told(&self, event: &EventDetails, needless: &[Action], shorten: Shorten) -> String {
        accented(&ENGLISH.event_told(event, needless, shorten))
    }

    fn legend(&self, entry: LegendEntry) -> Cow<'static, str> {
        Cow::Owned(accented(&ENGLISH.legend(entry)))
    }

    fn month(&self, day: NaiveDate, form: MonthForm) -> String {
        accented(&ENGLISH.month(day, form))
    }

    fn day(&self, day: NaiveDate, with_weekday: bool) -> String {
        accented(&ENGLISH.day(day, with_weekday))
    }

    fn gap_length(&self, days: i64) -> String {
        accented(&ENGLISH.gap_length(days))
    }
}
