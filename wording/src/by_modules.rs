//! The part of a language that is the same for all of them: each method is the function of its name in one of the
//! language's modules.

/// The methods of [`Language`](crate::Language) that a language has as functions in its modules: `plain`, or
/// `regional`, where each function is told the language with its region first. A language says the rest itself.
macro_rules! by_modules {
    (@ plain $self:ident, $module:ident::$function:ident($($argument:expr),*)) => {
        super::$module::$function($($argument),*)
    };
    (@ regional $self:ident, $module:ident::$function:ident($($argument:expr),*)) => {
        super::$module::$function(*$self, $($argument),*)
    };
    ($regions:ident) => {
        $crate::by_modules::by_modules! {
            # $regions
            thank_you(reason: &::planning::reason::ThankYouReason): thank_yous,
            first_wait(wait: &::planning::reason::FirstWait): waits,
            later_wait(wait: &::planning::reason::LaterWait): later_waits,
            adjustment(reason: &::planning::reason::AdjustmentReason): adjustments,
            timing(reason: &::planning::reason::TimingReason): timing,
            move_on(reason: &::planning::reason::MoveOnReason): move_on,
            requested_step(reason: &::planning::reason::RequestedStepReason): requested_steps,
            channel(reason: &::planning::reason::ChannelReason): channels,
            person(reason: &::planning::reason::PersonReason): people,
            postponement(postponement: ::planning::reason::PostponementNote): timing,
            suggestion(suggestion: &::planning::reason::Suggestion): suggestions,
            warning(kind: &::planning::reason::WarningKind): warnings,
        }
        $crate::by_modules::by_modules! {
            $regions
            step_added(step: &::planning::Step): changes,
            step_removed(kind: ::planning::StepKind): changes,
            step_changed(kind: ::planning::StepKind, fields: &::planning::diff::ChangedFields): changes,
            state_changed(old: ::planning::State, new: ::planning::State): changes,
            next_step_changed(old: Option<::planning::StepKind>, new: Option<::planning::StepKind>): changes,
            step_event(
                action: &$crate::Action, deadline: Option<::chrono::NaiveDate>, company: &str, year: i32
            ): calendar,
            interview_event(interview: &::planning::facts::Interview, company: &str): calendar,
            phone_call(number: Option<&str>): calendar,
            next_step(
                step: &::planning::Step,
                action: &$crate::Action,
                as_of: ::chrono::DateTime<::chrono::FixedOffset>,
                shorten: $crate::Shorten
            ): timeline,
            as_of(as_of: ::chrono::DateTime<::chrono::FixedOffset>, zone: ::planning::TimeZone): timeline,
            today(today: ::chrono::NaiveDate): timeline,
            decision_label(date: $crate::NamedDate): timeline,
            decision(date: $crate::NamedDate, year: i32): timeline,
            action(action: &$crate::Action, shorten: $crate::Shorten): steps,
            step_note(step: &::planning::Step, year: i32): timeline,
            step_told(
                step: &::planning::Step,
                action: &$crate::Action,
                pass_on_to: &[&::planning::facts::Contact],
                year: i32,
                shorten: $crate::Shorten
            ): timeline,
            interview_note(
                interview: &::planning::facts::Interview, starts: ::chrono::NaiveDateTime, year: i32
            ): timeline,
            interview_told(
                interview: &::planning::facts::Interview, starts: ::chrono::NaiveDateTime, year: i32
            ): timeline,
            event(event: $crate::TimelineEvent, counterpart: $crate::Counterpart, shorten: $crate::Shorten): events,
            event_note(
                event: $crate::TimelineEvent, at: ::chrono::NaiveDateTime, respond_by: Option<::chrono::NaiveDateTime>, year: i32
            ): events,
            event_told(event: &$crate::EventDetails, needless: &[$crate::Action], shorten: $crate::Shorten): events,
            month(day: ::chrono::NaiveDate, form: $crate::MonthForm): timeline,
            day(day: ::chrono::NaiveDate, with_weekday: bool): timeline,
            gap_length(days: i64): timeline,
        }

        fn step_category(&self, kind: ::planning::StepKind) -> ::std::borrow::Cow<'static, str> {
            super::steps::StepKindNames::for_kind(kind).category.into()
        }

        fn step_lines(
            &self,
            step: &::planning::Step,
            position: $crate::Position,
            pass_on_to: &[&::planning::facts::Contact],
            zone: ::planning::TimeZone,
            year: i32,
        ) -> Vec<String> {
            $crate::by_modules::by_modules!(
                @ $regions self, calendar::step_lines(step, position, pass_on_to, zone, year)
            )
        }

        fn interview_lines(
            &self,
            interview: &$crate::InterviewDetails,
            position: $crate::Position,
            zone: ::planning::TimeZone,
            year: i32,
        ) -> Vec<String> {
            $crate::by_modules::by_modules!(
                @ $regions self, calendar::interview_lines(interview, position, zone, year)
            )
        }

        fn title_in_two_lines(&self, position: $crate::Position, shorten: $crate::ShortenAfter) -> [String; 2] {
            $crate::by_modules::by_modules!(@ $regions self, timeline::title_in_two_lines(position, shorten))
        }

        fn no_next_step(&self, state: ::planning::State) -> ::std::borrow::Cow<'static, str> {
            $crate::by_modules::by_modules!(@ $regions self, timeline::no_next_step(state)).into()
        }

        fn interview(&self, interview: &::planning::facts::Interview) -> ::std::borrow::Cow<'static, str> {
            $crate::by_modules::by_modules!(@ $regions self, calendar::interview_name(interview)).into()
        }

        fn legend(&self, entry: $crate::LegendEntry) -> ::std::borrow::Cow<'static, str> {
            $crate::by_modules::by_modules!(@ $regions self, timeline::legend(entry)).into()
        }
    };
    // Sentences that are added to a text.
    (# $regions:ident $($name:ident($argument:ident: $type:ty): $module:ident,)+) => {
        $(fn $name(&self, $argument: $type, out: &mut String) {
            $crate::by_modules::by_modules!(@ $regions self, $module::$name($argument, out));
        })+
    };
    // Texts of their own.
    ($regions:ident $($name:ident($($argument:ident: $type:ty),+): $module:ident,)+) => {
        $(fn $name(&self, $($argument: $type),+) -> String {
            $crate::by_modules::by_modules!(@ $regions self, $module::$name($($argument),+))
        })+
    };
}

pub(crate) use by_modules;
