use super::*;
use SuggestionKind::{AnswerBy, AwayUntil, DecisionDate, InterviewDate, NextRound, Offer, Question, Rejection};

/// Received on Wednesday, 4 March 2026.
fn found(text: &str, class: MailClass) -> Vec<Suggestion> {
    let settings = MailSettings {
        received_at: "2026-03-04T09:00:00Z".parse().unwrap(),
        time_zone: "Europe/Berlin".parse().ok(),
        candidate_addresses: Vec::new(),
    };
    find(text, &settings, class)
}

fn kinds(text: &str) -> Vec<SuggestionKind> {
    found(text, MailClass::Person).iter().map(|suggestion| suggestion.kind).collect()
}

#[test]
fn suggestions_are_found_in_many_wordings() {
    for (text, expected) in [
        ("Unfortunately, we have decided not to move forward with your application.", Rejection),
        ("We regret to inform you that the position has been filled.", Rejection),
        ("After careful consideration we’ll pursue other candidates.", Rejection),
        ("We are unable to offer you the position.", Rejection),
        ("Wir haben uns leider für einen anderen Bewerber entschieden.", Rejection),
        ("Leider können wir Ihre Bewerbung nicht weiter verfolgen.", Rejection),
        ("Votre candidature n'a pas été retenue.", Rejection),
        ("Lamentamos comunicarle nuestra decisión.", Rejection),
        ("We are delighted to offer you the role of Analyst.", Offer),
        ("Wir möchten Ihnen gern die Stelle anbieten.", Offer),
        ("Nous avons le plaisir de vous proposer le poste.", Offer),
        ("We would like to invite you to a second interview.", NextRound),
        ("Do you speak French?", Question),
    ] {
        assert_eq!(kinds(text), [expected], "{text}");
    }
}

#[test]
fn sentences_that_only_resemble_a_suggestion_have_none() {
    for text in [
        "Unfortunately I have to move our talk.",
        "We make no offer of this kind to our customers.",
        "Thank you for your application.",
        "How are you?",
        "I am in Berlin on 10 March.",
        "Best regards",
    ] {
        assert_eq!(kinds(text), [], "{text}");
    }
    let found = found("If you have not been selected, we keep your data for a year.", MailClass::Person);
    assert_eq!((found[0].kind, found[0].confidence), (Rejection, Confidence::Low));
}

#[test]
fn dates_stand_with_the_words_they_rest_on() {
    for (text, kind, date, time) in [
        ("We will get back to you by 20 March.", DecisionDate, "2026-03-20", None),
        ("You'll hear from us within two weeks.", DecisionDate, "2026-03-18", None),
        ("Die Entscheidung fällt am 20.03.2026.", DecisionDate, "2026-03-20", None),
        ("Nous reviendrons vers vous avant le 20 mars.", DecisionDate, "2026-03-20", None),
        ("Tomaremos una decisión el 20 de marzo.", DecisionDate, "2026-03-20", None),
        ("Your interview is on Tuesday, March 10 at 2:30pm.", InterviewDate, "2026-03-10", Some("14:30")),
        ("Das Gespräch findet am 10. März um 14:30 Uhr statt.", InterviewDate, "2026-03-10", Some("14:30")),
        ("L'entretien aura lieu le 10 mars à 14h30.", InterviewDate, "2026-03-10", Some("14:30")),
        ("Please let us know by 6 March whether you accept.", AnswerBy, "2026-03-06", None),
        ("Bitte bestätigen Sie den Termin bis 6. März.", AnswerBy, "2026-03-06", None),
        ("I am on leave, back on 16 March.", AwayUntil, "2026-03-16", None),
    ] {
        let all = found(text, MailClass::Person);
        assert_eq!(all.len(), 1, "{text} {all:?}");
        let found = &all[0];
        assert_eq!((found.kind, found.date.unwrap().to_string().as_str()), (kind, date), "{text}");
        assert_eq!(found.time.as_deref(), time, "{text}");
        assert_eq!((&*found.words, &text[found.range.clone()]), (text, text));
    }
}

#[test]
fn an_auto_reply_only_suggests_the_end_of_an_absence() {
    let text = "Thank you for your message. I am out of the office until 16 March. Our decision falls on Friday.";
    let found_ = found(text, MailClass::AutoReply);
    assert_eq!((found_[0].kind, found_[0].date.unwrap().to_string().as_str()), (AwayUntil, "2026-03-16"));
    assert!(found_.iter().all(|suggestion| suggestion.kind == AwayUntil));
    assert!(found("We regret to inform you.", MailClass::Bounce).is_empty());
    // Templates ask nobody in particular.
    assert!(found("Do you have feedback on our process?", MailClass::Automatic).is_empty());
}

#[test]
fn the_number_of_suggestions_is_limited() {
    let found = found(&"Do we decide by 20 March? ".repeat(10_000), MailClass::Person);
    assert!(found.len() <= MAX_SUGGESTIONS);
    assert_eq!(found.iter().filter(|suggestion| suggestion.kind == Question).count(), MAX_QUESTIONS);
}
