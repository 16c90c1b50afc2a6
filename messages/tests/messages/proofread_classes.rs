//! Classes of slips in the middle of a letter, and what only looks like them.

use messages::{
    Locale,
    proofread::{Check, Context, Finding, Severity, Texts, proofread},
};
use planning::{StepKind, facts::Channel};
use serde_json::json;

use crate::facts::{read, rich};

/// What is found in a letter with this paragraph, about a company called Northgate Harbour Trust.
fn found(paragraph: &str, locale: Option<&str>) -> Vec<Finding> {
    let mut facts = rich();
    facts["application"]["company"]["name"] = json!("Northgate Harbour Trust");
    facts["contacts"][1]["name"] = json!("Siobhan Brennan");
    let facts = read(&facts);
    let body = format!(
        "Dear Ada,\n\nThank you for the interview on Tuesday, 10 March. The move to event sourcing stayed with \
         me.\n\n{paragraph}\n\nBest regards,\nGrace Lindqvist\n+1 212 555 0100"
    );
    let context = Context {
        facts: Some(&facts),
        kind: Some(StepKind::ThankYou),
        channel: Some(Channel::Email),
        contact_id: Some("ada"),
        locale: locale.map(|tag| tag.parse::<Locale>().unwrap()),
        ..Context::default()
    };
    proofread(
        &Texts {
            subject: Some("Staff Engineer interview: thank you".to_owned()),
            body: Some(body),
            ..Texts::default()
        },
        &context,
    )
}

/// The checks that find more than a hint.
fn checks(paragraph: &str) -> Vec<Check> {
    let found = found(paragraph, None).into_iter();
    found.filter(|finding| finding.severity > Severity::Hint).map(|finding| finding.check).collect()
}

#[test]
fn the_companys_own_name_misspelt_is_said_to_be_misspelt() {
    for name in ["Nothgate Harbour Trust", "Northgate Harbor Trust", "North Gate Harbour Trust", "Northgaet"] {
        let found = found(&format!("I would be glad to join {name} in May."), None);
        let named = found.iter().find(|finding| finding.check == Check::WrongCompany).unwrap();
        assert!(named.text.contains("misspelt") || named.text.contains("Northgate Harbour Trust"), "{}", named.text);
        assert_eq!(named.severity, Severity::Error, "{name}");
    }
    for name in ["Northgate Harbour Trust", "Northgate", "the Northgate Harbour Trust's crew"] {
        assert_eq!(checks(&format!("I would be glad to join {name} in May.")), [], "{name}");
    }
}

#[test]
fn names_of_the_facts_are_checked_in_the_middle_of_a_text() {
    assert_eq!(checks("I enjoyed the tour with Siobahn Brennan."), [Check::WrongName]);
    assert_eq!(checks("I enjoyed the tour with Ms Brenan."), [Check::WrongName]);
    assert_eq!(checks("As you said, Rachel, it takes time."), [Check::WrongName]);
    assert_eq!(checks("I enjoyed the tour with Siobhan and the porter, Declan."), []);
}

#[test]
fn days_of_the_interview_are_checked_wherever_they_stand() {
    for wrong in [
        "I have thought about our conversation on Tuesday, 17 March a great deal.",
        "Since our interview on 17 March I have read the report.",
        "On Tuesday, 17 March you showed me the control room.",
    ] {
        assert_eq!(checks(wrong), [Check::WrongDate], "{wrong}");
    }
    for right in [
        "The open day on Tuesday, 17 March is in my diary.",
        "I am away until 17 March, and on 19 March I start a course.",
        "On 2 March I passed the exam that you asked about.",
    ] {
        assert_eq!(checks(right), [], "{right}");
    }
}

#[test]
fn shouted_words_are_found_and_acronyms_are_not() {
    for shouted in ["I was THRILLED to see it.", "It is VERY KEEN pricing.", "I am REALLY looking forward to it."] {
        assert_eq!(checks(shouted), [Check::Casual], "{shouted}");
    }
    for plain in ["The NHS and RADAR teams met COSHH rules.", "The sign said \"QUIET PLEASE\".", "I hold a CSCS card."]
    {
        assert_eq!(checks(plain), [], "{plain}");
    }
}

#[test]
fn a_text_that_mixes_two_spellings_gets_one_hint() {
    let mixed = "The color of the hall and the flavour of the tea were new to me.";
    for (locale, word) in [("en-GB", "color"), ("en-US", "flavour"), ("en-AU", "color"), ("en-IN", "color")] {
        let found = found(mixed, Some(locale));
        let hints: Vec<&Finding> = found.iter().filter(|finding| finding.text.contains("two spellings")).collect();
        assert_eq!(hints.len(), 1, "{locale}: {found:?}");
        assert!(hints[0].text.contains(&format!("\"{word}\" is")), "{}", hints[0].text);
        assert_eq!(hints[0].severity, Severity::Hint);
    }
    for plain in ["The colour and the flavour were new to me.", "The color and the flavor were new to me."] {
        for locale in ["en", "en-GB", "en-US", "en-CA"] {
            let found = found(plain, Some(locale));
            assert!(found.iter().all(|finding| finding.check != Check::Spelling), "{plain} {locale}: {found:?}");
        }
    }
}

#[test]
fn words_are_wrong_for_their_place_whatever_they_are() {
    for wrong in [
        "The school prints it's timetables in two languages.",
        "It is cheaper to move the racks near the door then to buy a curtain.",
        "I would rather mend the old ceiling then replace it.",
        "The younger groups find the loft to cold for a whole session.",
        "The bolts sit to close to the edge.",
        "When I lead the night team at the old depot, we moved ten vans.",
        "It was good to watch the residents choose there own seats.",
        "A few off the pumps were new to me.",
        "I am working in kitchens since 2019.",
        "The list of variations that you and the resident engineer took me through have been on my mind.",
        "The map of the wards, with its notes and its arrows, show how the beds are used.",
    ] {
        assert_eq!(checks(wrong), [Check::Grammar], "{wrong}");
    }
    for right in [
        "It's layout that decides how a page is read.",
        "It was cheaper to repair the racks, and then to buy a curtain.",
        "I moved from hot to cold, and from large to small.",
        "I lead the night team, and the rota is mine.",
        "The map and the notes that you showed me have been on my mind.",
        "As one child wrote, \"I done the hard bit by my own.\"",
    ] {
        assert_eq!(checks(right), [], "{right}");
    }
}

#[test]
fn names_that_nobody_has_are_worth_a_hint() {
    for paragraph in ["Mr Qureshi told me so over tea.", "Siobhan Doherty said she would read it."] {
        let found = found(paragraph, None);
        let named: Vec<&Finding> = found.iter().filter(|finding| finding.check == Check::WrongName).collect();
        assert!(named.len() == 1 && named[0].severity < Severity::Error, "{paragraph}: {found:?}");
    }
    for paragraph in ["Ms Brennan told me so over tea.", "Siobhan Brennan said she would read it."] {
        let found = found(paragraph, None);
        assert!(found.iter().all(|finding| finding.check != Check::WrongName), "{paragraph}: {found:?}");
    }
}

#[test]
fn words_of_trades_and_languages_are_no_slips() {
    for plain in ["Your cawl was good.", "The fada in a name matters.", "The offsider held the rod.", "A nain came in."]
    {
        assert_eq!(checks(plain), [], "{plain}");
    }
    for slip in ["I recieved your note.", "It was realy good.", "My freind drove me.", "We begining again is no use."] {
        let found = checks(slip);
        assert!(found.contains(&Check::Spelling) || found.contains(&Check::Grammar), "{slip}: {found:?}");
    }
}
