//! Verbs far behind their subject, where other nouns are between: "The care your editors take with letters from readers
//! were". What is found may be right, since the words of a clause can rarely be distinguished with certainty.

mod verbs;

use self::verbs::{PLAIN, SPOKEN};
use super::{
    agreement::{
        ALONE, AgreementError, COLLECTIVES, DETERMINERS, FORMS, PREPOSITIONS, PRONOUNS, RELATIVES, head, may_start,
        measures,
    },
    classes,
    tokens::{Gap, Word},
};
use crate::proofread::english::WordClasses;

/// Words behind which a verb may have its plain form.
const HELPED: [&str; 20] = [
    "to", "let", "lets", "see", "saw", "hear", "heard", "watch", "watched", "make", "made", "help", "helped", "helps",
    "felt", "had", "and", "or", "not", "makes",
];

/// The verbs of a text that don't agree with a noun far before them.
pub(super) fn find(words: &[Word<'_>]) -> Vec<AgreementError> {
    let starts = (0..words.len()).filter(|start| may_start(words, *start));
    starts.filter_map(|start| clash(words, start).or_else(|| behind_asides(words, start))).collect()
}

/// A noun in the singular and a verb in the plural behind what stands between commas: "Each set of papers, with its
/// invoices and notes, need a pair of eyes".
fn behind_asides(words: &[Word<'_>], start: usize) -> Option<AgreementError> {
    const FARTHEST: usize = 36;
    const BEHIND_VERBS: [&str; 24] = [
        "that", "how", "what", "why", "only", "a", "an", "the", "me", "us", "you", "him", "them", "to", "no", "more",
        "much", "little", "very", "one", "two", "about", "my", "your",
    ];
    let one_of_all = matches!(&*words[start].lower, "each" | "every")
        && words.get(start + 1).is_some_and(|noun| noun.gap == Gap::Space && classes::is_singular(noun));
    let (head, plural) = if one_of_all { (start + 1, false) } else { head(words, start)? };
    let unclear = !one_of_all && (COLLECTIVES.contains(&*words[head].lower) || measures(words, start));
    let first = words.iter().enumerate().skip(head + 1).take(FARTHEST).find(|(_, word)| word.gap != Gap::Space)?.0;
    let plain = first == head + 1 || PREPOSITIONS.contains(&*words[head + 1].lower);
    let inside = &words[head + 1..first];
    let has_verb = inside.iter().any(|word| {
        ends(word)
            || matches!(&*word.lower, "had" | "is" | "are" | "was" | "were" | "has" | "have")
            || RELATIVES.contains(&&*word.lower)
            || PRONOUNS.contains(&&*word.lower)
    });
    let another = inside.windows(2).any(|pair| {
        matches!(&*pair[0].lower, "and" | "or" | "nor" | "plus")
            && (DETERMINERS.contains(&*pair[1].lower) || pair[1].is_capitalised())
    });
    let listed =
        words[first].lower == "and" || words[first].lower == "or" || DETERMINERS.contains(&*words[first].lower);
    if plural || unclear || !plain || has_verb || another || listed || words[first].gap != Gap::Comma {
        return None;
    }
    let aside = words.iter().enumerate().skip(first + 1).take(FARTHEST).take_while(|(_, word)| word.gap != Gap::Start);
    let mut behind_commas = aside.filter(|(_, word)| word.gap == Gap::Comma);
    behind_commas.find_map(|(index, word)| {
        // "The clerk, who knows the papers, and the porters, who carry them"
        let joined = words[head + 1..index].windows(2).any(|pair| {
            pair[0].gap == Gap::Comma
                && matches!(&*pair[0].lower, "and" | "or")
                && (DETERMINERS.contains(&*pair[1].lower) || pair[1].is_capitalised())
        });
        if joined {
            return None;
        }
        let spoken = SPOKEN.iter().find(|(verb, _)| *verb == word.lower).map(|(_, of_one)| (*of_one, true));
        let common = PLAIN.iter().find(|(verb, _)| *verb == word.lower).map(|(_, of_one)| (*of_one, true));
        let (instead, is_plural) = FORMS.get(&*word.lower).copied().or(spoken).or(common)?;
        let next = words.get(index + 1).filter(|next| next.gap == Gap::Space)?;
        let is_form = matches!(&*word.lower, "are" | "were" | "have");
        let tells = is_form || BEHIND_VERBS.contains(&&*next.lower) || next.lower.ends_with("ly");
        (is_plural && tells && word.lower != "do").then(|| AgreementError {
            at: words[head].at.start..word.at.end,
            noun: words[head].written.to_owned(),
            verb: word.written.to_owned(),
            instead,
            uncertain: true,
        })
    })
}

/// The subject and verb that don't agree, for the subject that begins at this word.
fn clash(words: &[Word<'_>], start: usize) -> Option<AgreementError> {
    let (head, plural) = head(words, start)?;
    let alone = ALONE.contains(&&*words[head].lower) || words[head].lower == "one";
    if COLLECTIVES.contains(&*words[head].lower) || measures(words, start) && !alone {
        return None;
    }
    let verb = main_verb(words, head)?;
    let written = &words[verb];
    let spoken = SPOKEN.iter().find(|(verb, _)| *verb == written.lower).map(|(_, of_one)| (*of_one, true));
    let (instead, is_plural) = FORMS.get(&*written.lower).copied().or(spoken)?;
    let aside = written.gap == Gap::Comma;
    let misled = aside || !plural && words[head + 1..verb].iter().any(classes::is_plural);
    (is_plural != plural && misled).then(|| AgreementError {
        at: words[head].at.start..written.at.end,
        noun: words[head].written.to_owned(),
        verb: written.written.to_owned(),
        instead,
        uncertain: true,
    })
}

/// The verb of the sentence: the first one that no clause within the subject needs.
fn main_verb(words: &[Word<'_>], head: usize) -> Option<usize> {
    const FARTHEST: usize = 32;
    let next = words.get(head + 1)?;
    let described = PREPOSITIONS.contains(&*next.lower)
        || RELATIVES.contains(&&*next.lower)
        || PRONOUNS.contains(&&*next.lower)
        || DETERMINERS.contains(&*next.lower)
        || matches!(&*next.lower, "together" | "along" | "including");
    if !described || !matches!(next.gap, Gap::Space | Gap::Comma) {
        return None;
    }
    // Clauses that have begun, and verbs that may be theirs.
    let (mut clauses, mut verbs) = (0_usize, 0_usize);
    let mut last_verb = head;
    for (index, word) in words.iter().enumerate().skip(head + 1).take(FARTHEST) {
        if matches!(word.gap, Gap::Start) || ends(word) {
            return None;
        }
        let before = &words[index - 1];
        let subordinate = word.gap == Gap::Comma && matches!(&*word.lower, "once" | "until" | "after" | "before");
        let begins = RELATIVES.contains(&&*word.lower)
            || subordinate
            || PRONOUNS.contains(&&*word.lower) && !RELATIVES.contains(&&*before.lower) && !joins(before)
            || DETERMINERS.contains(&*word.lower) && index == head + 1;
        if begins {
            if word.gap == Gap::Comma && clauses > 0 && !subordinate {
                return None;
            }
            clauses += 1;
            continue;
        }
        let told = clauses > 0 && verbs >= clauses && FORMS.contains_key(&*word.lower) && classes::is_plural(before);
        // No noun stands between, and a neighbour in the singular does not mislead: "the back gate speak well of".
        let bare = clauses > 0
            && verbs >= clauses
            && SPOKEN.iter().any(|(verb, _)| *verb == word.lower)
            && (classes::is_singular(before) || before.known().is_some_and(WordClasses::is_verb_past))
            && !words[index.saturating_sub(4)..index].iter().any(|word| HELPED.contains(&&*word.lower));
        let form = told || bare || matches!(&*word.lower, "is" | "are" | "was" | "were" | "has" | "have");
        if form && verbs >= clauses {
            return Some(index);
        }
        // Another subject beside the noun: "The map and the list were".
        let another = matches!(&*word.lower, "and" | "or" | "plus" | "nor")
            && (clauses == 0 || last_verb + 1 == index)
            && words.get(index + 1).is_some_and(|next| DETERMINERS.contains(&*next.lower) || next.is_capitalised());
        if another || word.lower == "and" && index == head + 1 {
            return None;
        }
        let of_noun = PREPOSITIONS.contains(&*before.lower)
            || DETERMINERS.contains(&*before.lower)
            || before.known().is_some_and(|known| known.is_adjective() && !known.is_noun())
            || word.gap == Gap::Hyphen
            || words.get(index + 1).is_some_and(|next| next.gap == Gap::Hyphen);
        let known = word.known();
        let finite = known.is_some_and(|known| {
            known.is_verb_lemma() || known.is_verb_past() || known.is_verb_third_person() && !known.is_plural_noun()
        });
        if form || finite && !of_noun && clauses > verbs && !PREPOSITIONS.contains(&*word.lower) {
            verbs += 1;
            last_verb = index;
        }
    }
    None
}

/// Words behind which another sentence begins, or which make the verb another form.
fn ends(word: &Word<'_>) -> bool {
    matches!(
        &*word.lower,
        "if" | "when"
            | "because"
            | "but"
            | "while"
            | "since"
            | "as"
            | "than"
            | "what"
            | "how"
            | "why"
            | "where"
            | "so"
            | "whether"
            | "would"
            | "could"
            | "should"
            | "will"
            | "may"
            | "might"
            | "must"
            | "can"
            | "did"
            | "do"
            | "does"
            | "there"
            | "whose"
            | "although"
            | "though"
            | "not"
    )
}

fn joins(word: &Word<'_>) -> bool {
    matches!(&*word.lower, "and" | "or" | "between" | "with" | "for" | "to" | "of")
}

#[cfg(test)]
mod tests {
    use super::{super::agreement, find};
    use crate::{
        Locale, Part,
        languages::language_of,
        proofread::{language::tokens, prepared_text::PreparedText},
    };

    fn verbs(text: &str) -> Vec<String> {
        let prepared = PreparedText::new(Part::Subject, None, text, language_of(Locale::EN).lexicon());
        let words = tokens::words_of(&prepared);
        agreement::find(&words).into_iter().chain(find(&words)).map(|clash| clash.verb).collect()
    }

    #[test]
    fn verbs_far_behind_their_subject_are_found() {
        for wrong in [
            "The care your copy editors take with corrections and calls from angry readers were what impressed me.",
            "The thought that has gone into the racks, the sheets and the questions in the scheme were obvious.",
            "The reports that you showed me from the last exhibitions, each with its own set of photographs, was good.",
            "The care that your lads take over lifts beside live rail lines show in the book.",
            "Each set of papers, with its invoices, packing lists and stamped notes, need a single pair of eyes.",
            "The schedule of deductions for feed, advances and transport, which your clerks prepare, need only one column.",
            "The record of falls on my unit, broken down by hour and by footwear, show that most happen after tea.",
            "The gap between the two cues on page nine, once the pauses have been taken out, are barely four seconds.",
            "The backlog of forms from the three banks, together with the queries that come back, are what I saw.",
        ] {
            assert!(!verbs(wrong).is_empty(), "{wrong}");
        }
        for right in [
            "The care your editors take and the hours they spend are what impressed me.",
            "The list of things that are missing is long.",
            "The clerk, who knows the papers, and the porters, who carry them, need a rest.",
            "The ward, the kitchen and the laundry, which share one lift, need a rota.",
            "The chart that hangs by the door, among the notices, shows that most falls happen after tea.",
            "The letters that the clerk has written are clear.",
            "The way the nurses are trained is good.",
        ] {
            assert!(verbs(right).is_empty(), "{right}");
        }
    }
}
