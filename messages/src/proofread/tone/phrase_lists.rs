//! Phrases with an unsuitable tone: one list of phrases for each category of tone.

use std::ops::Range;

use planning::StepKind;

use crate::proofread::{
    Check, Finding, Issue, Severity, ToneIssue, lexicon::Lexicon, phrases::PhraseMatch, prepared_text::PreparedText,
    resolved_context::ResolvedContext, words,
};

/// The check and the usual severity of a category of tone.
pub(super) const fn check_and_severity(issue: ToneIssue) -> (Check, Severity) {
    match issue {
        ToneIssue::Slang | ToneIssue::Shorthand => (Check::Casual, Severity::Warning),
        ToneIssue::Chatty => (Check::Casual, Severity::Hint),
        ToneIssue::Demands | ToneIssue::Impatience => (Check::Pushy, Severity::Warning),
        ToneIssue::Begging | ToneIssue::Gushing => (Check::Desperate, Severity::Warning),
        ToneIssue::Excuses | ToneIssue::Complaints | ToneIssue::Belittling => (Check::Complaint, Severity::Warning),
        ToneIssue::Pay | ToneIssue::Vacation => (Check::Pay, Severity::Warning),
    }
}

pub(super) fn check(prepared: &PreparedText<'_>, context: &ResolvedContext<'_>) -> Vec<Finding> {
    let text = &prepared.plain[..prepared.layout.signature.start];
    let lists = context.language.lexicon().tone.iter();
    let matches = lists.flat_map(|(tone, phrases)| phrases.find(text).map(move |found| (*tone, found)));
    let matches = matches.filter(|(tone, found)| !is_exempt(*tone, found, prepared, context));
    matches
        .map(|(tone, found)| {
            let (check, usual) = check_and_severity(tone);
            let severity = severity((check, usual), &prepared.plain[found.at.clone()], context);
            let others = is_quoted(&prepared.plain, &found.at)
                || check == Check::Pay && is_pay_of_others(prepared, &found.at, context);
            let easy = || matches!(&*prepared.plain[found.at.clone()].to_lowercase(), "cheers" | "hey" | "ta");
            let usual = tone == ToneIssue::Slang && context.is_easy_going() && easy();
            let severity = if others || usual { Severity::Hint } else { severity };
            let description = context.describe(Issue::Tone { quote: &prepared.quote(&found.at), tone });
            Finding {
                span: Some(prepared.span(&found.at)),
                suggestions: found.instead,
                ..Finding::new(check, severity, prepared.part, description)
            }
        })
        .collect()
}

/// Whether the phrase is within quotation marks, and so somebody else's words.
fn is_quoted(text: &str, at: &Range<usize>) -> bool {
    let all = text[..at.start].ends_with(['"', '“', '‘'])
        && text[at.end..].trim_start_matches(['.', ',']).starts_with(['"', '”', '’']);
    // "Ain't Gonna Call You Back"
    let line = text[..at.start].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at.end..].find('\n').map_or(text.len(), |end| at.end + end);
    let within = text[line..at.start].matches('"').count() % 2 == 1 && text[at.end..end].contains('"');
    all || within
}

/// Whether the sentence is about other people's pay as a part of the job: "I check the sick pay of 34 carers".
fn is_pay_of_others(prepared: &PreparedText<'_>, at: &Range<usize>, context: &ResolvedContext<'_>) -> bool {
    const JOB_WORDS: [&str; 22] = [
        "staff",
        "employees",
        "carers",
        "drivers",
        "nurses",
        "teachers",
        "workers",
        "members",
        "returns",
        "records",
        "claims",
        "payroll",
        "statutory",
        "rota",
        "calculated",
        "calculate",
        "process",
        "processed",
        "recorded",
        "reconcile",
        "check",
        "checked",
    ];
    let sentence = &prepared.plain[prepared.sentence(at)];
    let of_work = words::split(sentence).any(|word| JOB_WORDS.contains(&&*word.to_lowercase()));
    of_work && !sentence.contains('?') && !context.language.lexicon().own_pay.is_in(sentence)
}

/// Whether a matched phrase is no flaw in this context: because it is a word of the job or a name ("payroll software",
/// a company called "Hey"), a part of a question, or a greeting among friends.
fn is_exempt(tone: ToneIssue, found: &PhraseMatch, prepared: &PreparedText<'_>, context: &ResolvedContext<'_>) -> bool {
    let phrase = &prepared.plain[found.at.clone()];
    let lexicon = context.language.lexicon();
    let (check, _) = check_and_severity(tone);
    if context.language.is_usual_in_region(phrase, context.locale) {
        return true;
    }
    if check == Check::Pay {
        // The employer has asked for it. English is left as it is.
        if context.language.usage().is_some() && is_answered(phrase, context) {
            return true;
        }
        // "Bonus-Algorithmus" is a term of the job; English has no such compounds.
        if context.language.usage().is_some() && is_in_compound(&prepared.plain[found.at.end..]) {
            return true;
        }
        // Candidates should not speak of their own pay, even if the job is about other people's pay.
        return deals_with_pay(context) && !lexicon.own_pay.is_in(&prepared.plain[prepared.sentence(&found.at)]);
    }
    // "You let me try the cutter, and I have been dissatisfied with my own since."
    let after = prepared.plain[found.at.end..].trim_start();
    let own = check == Check::Complaint && (after.starts_with("my own") || after.starts_with("myself"));
    if own || phrase.ends_with("my own") {
        return true;
    }
    // "Chap Goh Meh", "Ain't Misbehavin'"
    if check == Check::Casual && words::is_capitalised(phrase) && is_among_names(&prepared.plain, &found.at) {
        return true;
    }
    // "Salut Léa," among friends.
    let greeting = prepared.layout.greeting.as_ref();
    let in_greeting =
        greeting.is_some_and(|greeting| greeting.at.start <= found.at.start && found.at.end <= greeting.at.end);
    let says_you = context.language.usage().is_some() && context.is_familiar() == Some(true);
    if check == Check::Casual && in_greeting && says_you {
        return true;
    }
    let asked = || is_asked(&prepared.plain[..found.at.start], lexicon);
    context.is_in_notes(phrase) || matches!(check, Check::Pushy | Check::Complaint) && asked()
}

/// Whether a name goes on with the words at `at`, or they begin one in the middle of a sentence.
fn is_among_names(text: &str, at: &Range<usize>) -> bool {
    const LONGEST_WORD: usize = 40;
    let before = text[..at.start].trim_end_matches(' ');
    let tail = &before[before.floor_char_boundary(before.len().saturating_sub(LONGEST_WORD))..];
    let last_word = words::split(tail).last().filter(|word| before.ends_with(word));
    let behind = text[at.end..].strip_prefix(' ').unwrap_or_default();
    let head = &behind[..behind.floor_char_boundary(LONGEST_WORD)];
    let next_word = words::split(head).next().filter(|word| behind.starts_with(word));
    last_word.is_some_and(words::is_capitalised) || last_word.is_some() && next_word.is_some_and(words::is_capitalised)
}

/// Whether the phrase is of the candidate's answer to a question of the employer.
fn is_answered(phrase: &str, context: &ResolvedContext<'_>) -> bool {
    let small = phrase.to_lowercase();
    let mut messages = context
        .facts
        .filter(|_| context.kind == Some(StepKind::Answer))
        .into_iter()
        .flat_map(|facts| &facts.communications);
    messages.any(|message| message.answer.as_ref().is_some_and(|answer| answer.to_lowercase().contains(&small)))
}

/// Whether the text continues the word with a hyphen.
fn is_in_compound(after: &str) -> bool {
    after.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphabetic))
}

/// Whether the job is about other people's pay or time off.
fn deals_with_pay(context: &ResolvedContext<'_>) -> bool {
    // "Payment" is usually about customers, and no reason to speak of salaries.
    let mut words = context.own_words.iter().filter(|word| !word.starts_with("payment"));
    words.any(|word| context.language.lexicon().matters_of_pay.iter().any(|telling| word.starts_with(telling)))
}

/// Whether the text before the phrase makes it a question: "When can I" before "expect to hear".
fn is_asked(before: &str, lexicon: &Lexicon) -> bool {
    words::split(before.trim_end())
        .last()
        .is_some_and(|word| before.trim_end().ends_with(word) && lexicon.asking.contains(word.to_lowercase().as_str()))
}

/// Whether a sentence that was classified as being about pay is about the job instead.
pub(super) fn is_about_the_job(
    check: Check,
    at: &Range<usize>,
    prepared: &PreparedText<'_>,
    context: &ResolvedContext<'_>,
) -> bool {
    let own_pay = &context.language.lexicon().own_pay;
    check == Check::Pay && deals_with_pay(context) && !own_pay.is_in(&prepared.plain[at.clone()])
}

/// The severity in this context. In replies to an offer or a question pay may be mentioned, and after a rejection
/// disappointment, so those findings are hints.
pub(super) fn severity((check, usual): (Check, Severity), phrase: &str, context: &ResolvedContext<'_>) -> Severity {
    let lexicon = context.language.lexicon();
    let is_you = |word: &str| lexicon.you.iter().any(|you| word.starts_with(you));
    match (check, context.kind) {
        (Check::Pay, Some(StepKind::OfferThanks | StepKind::Answer))
        // "You will have my reply by Friday."
        | (Check::Pushy, Some(StepKind::OfferThanks)) => Severity::Hint,
        (Check::Complaint, Some(StepKind::RejectionThanks))
            if phrase.contains(lexicon.disappointed) && !words::split(phrase).any(is_you) =>
        {
            Severity::Hint
        }
        _ => usual,
    }
}

#[cfg(test)]
mod tests {
    use crate::languages;

    #[test]
    fn no_list_has_words_of_thanks() {
        for (language, thanks) in languages::all().zip(["Thank you for your time."]) {
            for (tone, phrases) in &language.lexicon().tone {
                assert!(!phrases.is_in(thanks), "{tone:?}");
            }
        }
    }
}
