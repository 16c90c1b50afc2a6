//! Why it is time to move on.

use planning::reason::MoveOnReason as Reason;

use super::time::Day;
use crate::parts::add;

pub(super) fn move_on(reason: &Reason, out: &mut String) {
    match *reason {
        Reason::PartOnGoodTerms { on, asked } => {
            add!(out, "With no ", answer(asked), " by ", Day(on), ", move on, and part on good terms.");
        }
        Reason::OtherOpenings { asked: false } => {
            add!(out, "When no news comes, your effort is better spent on other openings.");
        }
        Reason::OtherOpenings { asked: true } => {
            add!(out, "When several messages get no answer, your effort is better spent on other openings.");
        }
        Reason::SomeAdviseTwoWeeks { on, asked: false } => {
            add!(out, "Some advise moving on after two weeks without news. Don't wait beyond ", Day(on), ".");
        }
        Reason::SomeAdviseTwoWeeks { on, asked: true } => add!(
            out,
            "Some advise moving on after two weeks. Your last message still needs time, so give it until ",
            Day(on),
            "."
        ),
        Reason::AfterFollowUps { on } => add!(
            out,
            "After one or two follow-ups without an answer, move on by ",
            Day(on),
            ", and part on good terms."
        ),
        Reason::OneFollowUpIsEnough { on, asked: false } => add!(
            out,
            "A thank-you and one follow-up are enough. With no news by ",
            Day(on),
            ", turn to other openings."
        ),
        Reason::OneFollowUpIsEnough { on, asked: true } => {
            add!(out, "A thank-you and one follow-up are enough. Give them time to answer until ", Day(on), ".");
        }
        Reason::SecondWeek { on } => {
            add!(out, "If you have heard nothing by ", Day(on), ", in the second week, move on.");
        }
        Reason::UsuallySecondWeek { on } => {
            add!(out, "Usually one moves on in the second week of silence; here on ", Day(on), ".");
        }
        Reason::TurnElsewhere { on, asked: false } => {
            add!(out, "With no news by ", Day(on), ", turn to other openings.");
        }
        Reason::TurnElsewhere { on, asked: true } => {
            add!(out, "If nobody has answered by ", Day(on), ", turn to other openings.");
        }
        Reason::LeaveItAtThat { on, asked } => add!(
            out,
            "Don't send one message after the other. With no ",
            answer(asked),
            " by ",
            Day(on),
            ", leave it at that."
        ),
        Reason::OwnPlaybook { playbook, on } => {
            add!(out, "The playbook \"", playbook, "\" moves on to other employers on ", Day(on), ".");
        }
    }
}

/// The answer or news that didn't come, depending on whether the candidate asked.
fn answer(asked: bool) -> &'static str {
    if asked { "answer" } else { "news" }
}
