//! Names of people who are called at the beginning of a script or voicemail: "Guten Tag, spreche ich mit Frau Mag.
//! Meier?"

use std::ops::Range;

use crate::{
    proofread::{people, resolved_context::ResolvedContext, words},
    salutation::{GreetingForm, is_nameless},
};

/// Whether what begins at `called` is a form in which the language itself calls the recipient, with whichever title the
/// facts have. English has no such forms.
pub(super) fn is_own_form(text: &str, called: &Range<usize>, context: &ResolvedContext<'_>) -> bool {
    let Some(person) = context.contact.filter(|person| !is_nameless(person)) else { return false };
    if context.language.usage().is_none() {
        return false;
    }
    let forms = [GreetingForm::Titled, GreetingForm::WholeName, GreetingForm::GivenName];
    let of_form = forms.into_iter().flat_map(|form| {
        [
            context.language.called(person, form, context.locale),
            context.language.asked_for(person, form, context.locale),
        ]
    });
    let plain = of_form.flatten().map(|form| form.replace('\u{2019}', "'"));
    plain.filter(|form| !form.is_empty()).any(|form| {
        text.match_indices(form.as_str()).any(|(at, _)| {
            let end = at + form.len();
            at <= called.start && called.end <= end && !text[end..].starts_with(char::is_alphanumeric)
        })
    })
}

/// The range of the name, of which `called` ends at the full stop of a title: "Frau Mag. Meier", not "Frau Mag".
/// English is left as it is.
pub(super) fn whole(text: &str, called: Range<usize>, context: &ResolvedContext<'_>) -> Range<usize> {
    let mut end = called.end;
    while context.language.usage().is_some()
        && let Some(last) = words::split(&text[called.start..end]).last()
        && people::is_title_in(last)
        && let Some(behind) = text[end..].strip_prefix('.')
    {
        // "Mag.a", "Mag. (FH)"
        let ending = behind.find(|c: char| !c.is_lowercase()).unwrap_or(behind.len());
        let rest = &behind[ending..];
        let rest = rest.strip_prefix(" (FH)").unwrap_or(rest);
        let mut reached = None;
        let mut at = text.len() - rest.len();
        for word in rest.split_inclusive(' ') {
            let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
            if word != " " && !bare.is_empty() {
                if bare.starts_with(char::is_uppercase) {
                    reached = Some(at + bare.len());
                } else if !people::is_particle(bare) {
                    break;
                }
                // A mark behind it ends the name.
                if word.trim_end_matches(' ') != bare {
                    break;
                }
            }
            at += word.len();
        }
        let Some(reached) = reached.filter(|_| rest.starts_with(' ')) else { break };
        end = reached;
    }
    called.start..end
}
