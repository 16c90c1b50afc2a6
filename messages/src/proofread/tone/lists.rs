//! Words that cost a candidate something, in lists of one reason each.

use std::ops::Range;

use planning::StepKind;

use crate::proofread::{
    Check, Finding, Matter, Severity, ToneMatter, lexicon::Lexicon, passage::Passage, phrases::Hit,
    surroundings::Surroundings, words,
};

/// The check of a matter, and how severe it is.
pub(super) const fn judged(matter: ToneMatter) -> (Check, Severity) {
    match matter {
        ToneMatter::Slang | ToneMatter::Shorthand => (Check::Casual, Severity::Warning),
        ToneMatter::Chatty => (Check::Casual, Severity::Hint),
        ToneMatter::Demands | ToneMatter::Impatience => (Check::Pushy, Severity::Warning),
        ToneMatter::Begging | ToneMatter::Gushing => (Check::Desperate, Severity::Warning),
        ToneMatter::Excuses | ToneMatter::Complaints | ToneMatter::Belittling => (Check::Complaint, Severity::Warning),
        ToneMatter::Pay | ToneMatter::Vacation => (Check::Pay, Severity::Warning),
    }
}

pub(super) fn check(passage: &Passage<'_>, surroundings: &Surroundings<'_>) -> Vec<Finding> {
    let text = &passage.plain[..passage.layout.signature.start];
    let lists = surroundings.language.lexicon().tone.iter();
    let hits = lists.flat_map(|(tone, phrases)| phrases.find(text).map(move |hit| (*tone, hit)));
    let hits = hits.filter(|(tone, hit)| !is_the_matter(*tone, hit, passage, surroundings));
    hits.map(|(tone, hit)| {
        let (check, usual) = judged(tone);
        let severity = severity((check, usual), &passage.plain[hit.at.clone()], surroundings);
        let others = is_quoted(&passage.plain, &hit.at)
            || check == Check::Pay && is_pay_of_others(passage, &hit.at, surroundings);
        let severity = if others { Severity::Hint } else { severity };
        let says = surroundings.says(Matter::Tone { quote: &passage.quote(&hit.at), tone });
        Finding {
            span: Some(passage.span(&hit.at)),
            suggestions: hit.instead,
            ..Finding::new(check, severity, passage.part, says)
        }
    })
    .collect()
}

/// Whether somebody else's words are told: the craic in quotation marks.
fn is_quoted(text: &str, at: &Range<usize>) -> bool {
    let all = text[..at.start].ends_with(['"', '“', '‘'])
        && text[at.end..].trim_start_matches(['.', ',']).starts_with(['"', '”', '’']);
    // "Ain't Gonna Call You Back"
    let line = text[..at.start].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at.end..].find('\n').map_or(text.len(), |end| at.end + end);
    let within = text[line..at.start].matches('"').count() % 2 == 1 && text[at.end..end].contains('"');
    all || within
}

/// Whether a sentence is of work on the pay of others: "I check the sick pay of 34 carers".
fn is_pay_of_others(passage: &Passage<'_>, at: &Range<usize>, surroundings: &Surroundings<'_>) -> bool {
    const OF_WORK: [&str; 22] = [
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
    let sentence = &passage.plain[passage.sentence(at)];
    let of_work = words::of(sentence).any(|word| OF_WORK.contains(&&*word.to_lowercase()));
    of_work && !sentence.contains('?') && !surroundings.language.lexicon().own_pay.is_in(sentence)
}

/// Whether the words are what the application is about: payroll software, a company called "Hey".
fn is_the_matter(tone: ToneMatter, hit: &Hit, passage: &Passage<'_>, surroundings: &Surroundings<'_>) -> bool {
    let phrase = &passage.plain[hit.at.clone()];
    let lexicon = surroundings.language.lexicon();
    let (check, _) = judged(tone);
    if check == Check::Pay {
        // "Bonus-Algorithmus" is of the work; English has no such compounds.
        if surroundings.language.usage().is_some() && is_in_compound(&passage.plain[hit.at.end..]) {
            return true;
        }
        // Of their own pay nobody should speak, even if others' pay is the work.
        return deals_with_pay(surroundings) && !lexicon.own_pay.is_in(&passage.plain[passage.sentence(&hit.at)]);
    }
    // "You let me try the cutter, and I have been dissatisfied with my own since."
    let after = passage.plain[hit.at.end..].trim_start();
    let own = check == Check::Complaint && (after.starts_with("my own") || after.starts_with("myself"));
    if own || phrase.ends_with("my own") {
        return true;
    }
    // "Salut Léa," among friends.
    let greeting = passage.layout.greeting.as_ref();
    let in_greeting =
        greeting.is_some_and(|greeting| greeting.at.start <= hit.at.start && hit.at.end <= greeting.at.end);
    let says_you = surroundings.language.usage().is_some() && surroundings.is_familiar() == Some(true);
    if check == Check::Casual && in_greeting && says_you {
        return true;
    }
    let asked = || is_asked(&passage.plain[..hit.at.start], lexicon);
    surroundings.is_in_notes(phrase) || matches!(check, Check::Pushy | Check::Complaint) && asked()
}

/// Whether a word goes on behind a hyphen.
fn is_in_compound(after: &str) -> bool {
    after.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphabetic))
}

/// Whether the application is about other people's pay or time off.
fn deals_with_pay(surroundings: &Surroundings<'_>) -> bool {
    // Payments are of customers: whoever builds systems for them has no more reason to speak of pay than others.
    let mut words = surroundings.own_words.iter().filter(|word| !word.starts_with("payment"));
    words.any(|word| surroundings.language.lexicon().matters_of_pay.iter().any(|telling| word.starts_with(telling)))
}

/// Whether what stands before "I expect to hear" or "I need to know" makes it a question: "When can I expect ...?"
fn is_asked(before: &str, lexicon: &Lexicon) -> bool {
    words::of(before.trim_end())
        .last()
        .is_some_and(|word| before.trim_end().ends_with(word) && lexicon.asking.contains(word.to_lowercase().as_str()))
}

/// Whether a sentence that seems to be of pay is about the work, as [`is_the_matter`] says of phrases.
pub(super) fn is_of_work(
    check: Check,
    at: &Range<usize>,
    passage: &Passage<'_>,
    surroundings: &Surroundings<'_>,
) -> bool {
    let own_pay = &surroundings.language.lexicon().own_pay;
    check == Check::Pay && deals_with_pay(surroundings) && !own_pay.is_in(&passage.plain[at.clone()])
}

/// Whoever has an offer, or was asked, may have to speak of pay; whoever was rejected may be sorry, but not about them.
pub(super) fn severity((check, usual): (Check, Severity), phrase: &str, surroundings: &Surroundings<'_>) -> Severity {
    let lexicon = surroundings.language.lexicon();
    let is_you = |word: &str| lexicon.you.iter().any(|you| word.starts_with(you));
    match (check, surroundings.kind) {
        (Check::Pay, Some(StepKind::OfferThanks | StepKind::Answer))
        // "You will have my reply by Friday."
        | (Check::Pushy, Some(StepKind::OfferThanks)) => Severity::Hint,
        (Check::Complaint, Some(StepKind::RejectionThanks))
            if phrase.contains(lexicon.disappointed) && !words::of(phrase).any(is_you) =>
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
