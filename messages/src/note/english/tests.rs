//! Notes as people write them.

use super::phrase_note;
use crate::note::{Listener, NoteForm, Subject};

fn about(note: &str) -> (String, NoteForm) {
    let listener = Listener { name: Some("Ada Okafor"), alone: true, ..Listener::default() };
    let phrased = phrase_note(note, Subject::Conversation(listener));
    (phrased.text, phrased.form)
}

fn strength(note: &str) -> (String, NoteForm) {
    let phrased = phrase_note(note, Subject::Strength);
    (phrased.text, phrased.form)
}

fn addition(note: &str) -> (String, NoteForm) {
    let phrased = phrase_note(note, Subject::Addition);
    (phrased.text, phrased.form)
}

fn goal(note: &str) -> (String, NoteForm) {
    let phrased = phrase_note(note, Subject::Goal);
    (phrased.text, phrased.form)
}

#[track_caller]
fn is((actual, actual_form): (String, NoteForm), text: &str, form: NoteForm) {
    assert_eq!((actual.as_str(), actual_form), (text, form));
}

#[test]
fn noun_phrases_stand_in_the_middle_of_a_sentence() {
    is(about("the move to event sourcing"), "the move to event sourcing", NoteForm::Phrase);
    is(about("The move to event sourcing."), "the move to event sourcing", NoteForm::Phrase);
    is(about("Her team's migration to Postgres"), "your team's migration to Postgres", NoteForm::Phrase);
    is(about("Our discussion of the on-call rota"), "the on-call rota", NoteForm::Phrase);
    is(about("Ada's plan for the data platform"), "your plan for the data platform", NoteForm::Phrase);
    is(
        about("the debate with Ada about schema ownership"),
        "the debate with you about schema ownership",
        NoteForm::Phrase,
    );
    is(about("What Ada said about hiring"), "what you said about hiring", NoteForm::Phrase);
    is(about("how your team runs retrospectives"), "how your team runs retrospectives", NoteForm::Phrase);
    is(about("Splitting the monolith"), "splitting the monolith", NoteForm::Phrase);
    is(about("migration to Postgres"), "migration to Postgres", NoteForm::Phrase);
    is(about("GraphQL at scale"), "GraphQL at scale", NoteForm::Phrase);
    is(about("Ada: the new billing service"), "the new billing service", NoteForm::Phrase);
    is(about("Okafor's plan for Lisbon"), "your plan for Lisbon", NoteForm::Phrase);
    is(about("Ada talked about Lisbon"), "you talked about Lisbon", NoteForm::Sentence);
    is(about("how Ada runs design reviews"), "how you run design reviews", NoteForm::Phrase);
    is(about("Ada was new here once"), "you were new here once", NoteForm::Statement);
    is(about("why Okafor's team carries pagers"), "why your team carries pagers", NoteForm::Phrase);
    is(about("what Ada teaches and why"), "what you teach and why", NoteForm::Phrase);
    is(about("Ada Lovelace day"), "Ada Lovelace day", NoteForm::Sentence);
    is(about("They want to open an office in Lisbon"), "you want to open an office in Lisbon", NoteForm::Statement);
    is(about("the move to electronic drug charts"), "the move to electronic drug charts", NoteForm::Phrase);
    is(about("safety"), "safety", NoteForm::Phrase);
    is(about("the firm's plans for Singapore"), "the firm's plans for Singapore", NoteForm::Phrase);
    is(about("Distributed tracing"), "distributed tracing", NoteForm::Phrase);
}

#[test]
fn sentences_and_doubtful_notes_stand_after_a_colon() {
    for sentence in [
        "the team is moving to Kubernetes",
        "The team owns the checkout service",
        "the team ships on Fridays",
        "Engineers rotate between teams",
        "Daniel likes Rust",
        "the migration to Postgres saves money",
        "What about weekends?",
        "Strong communicator",
        "Grafana boards",
    ] {
        assert_eq!(about(sentence).1, NoteForm::Sentence, "{sentence}");
    }
    is(about("We met the team. I liked it."), "We met the team. I liked it", NoteForm::Sentence);
    is(about("The Headingley scheme"), "The Headingley scheme", NoteForm::Sentence);
    is(about("I liked the demo"), "I liked the demo", NoteForm::Sentence);
    is(about("Postgres at scale"), "Postgres at scale", NoteForm::Sentence);
}

#[test]
fn names_keep_their_capitals() {
    for note in [
        "Boeing",
        "Apple Pay",
        "Will's talk on Rust",
        "May release of Postgres",
        "iOS rollout",
        "IT costs",
        "I'd guess",
        "Product Hunt launch",
        "The Hague",
    ] {
        assert_eq!(about(note).0, note);
    }
}

#[test]
fn lines_of_a_cv_become_sentences() {
    is(
        strength("Led a team of eight through a migration"),
        "I led a team of eight through a migration",
        NoteForm::Statement,
    );
    is(strength("Fluent in Japanese"), "I am fluent in Japanese", NoteForm::Statement);
    is(strength("Ten years of Rust"), "ten years of Rust", NoteForm::Phrase);
    is(strength("Six field seasons in Greenland"), "six field seasons in Greenland", NoteForm::Phrase);
    is(strength("10 years of Rust."), "10 years of Rust", NoteForm::Phrase);
    is(strength("Building payment systems"), "experience in building payment systems", NoteForm::Phrase);
    is(strength("Registered nurse"), "I am a registered nurse", NoteForm::Statement);
    is(strength("Trained nurse"), "I am a trained nurse", NoteForm::Statement);
    is(
        strength("Registered nurse for twelve years"),
        "I have been a registered nurse for twelve years",
        NoteForm::Statement,
    );
    is(strength("Team player"), "I am a team player", NoteForm::Statement);
    is(strength("Excellent communicator"), "I am an excellent communicator", NoteForm::Statement);
    is(strength("Designing for screen readers"), "experience in designing for screen readers", NoteForm::Phrase);
    is(strength("SEO"), "my skills in SEO", NoteForm::Phrase);
    is(strength("Figma, Framer and React"), "my skills in Figma, Framer and React", NoteForm::Phrase);
    is(strength("MSc in Transport Planning"), "an MSc in Transport Planning", NoteForm::Phrase);
    is(strength("Strong background in statistics"), "a strong background in statistics", NoteForm::Phrase);
    is(strength("Experience with public consultations"), "experience with public consultations", NoteForm::Phrase);
    is(strength("Punctual and reliable"), "Punctual and reliable", NoteForm::Sentence);
    is(strength("I have run Postgres for years!"), "I have run Postgres for years", NoteForm::Statement);
}

#[test]
fn additions_that_are_sentences_stay_sentences() {
    is(addition("Fluent in Italian"), "I am fluent in Italian", NoteForm::Statement);
    is(addition("My notice period is three months."), "my notice period is three months", NoteForm::Statement);
    is(addition("my experience with exam boards"), "my experience with exam boards", NoteForm::Phrase);
    is(addition("Yes, from May"), "yes, from May", NoteForm::Reply);
}

#[test]
fn goals_become_aims() {
    is(goal("Lead a platform team"), "to lead a platform team", NoteForm::Infinitive);
    is(goal("To lead a platform team."), "to lead a platform team", NoteForm::Infinitive);
    is(goal("Leading a platform team"), "leading a platform team", NoteForm::Phrase);
    is(goal("a role with more ownership"), "a role with more ownership", NoteForm::Phrase);
    is(goal("I'd like to work closer to research"), "to work closer to research", NoteForm::Infinitive);
    is(goal("I'd rather teach"), "I'd rather teach", NoteForm::Sentence);
    is(goal("Lead engineer"), "lead engineer", NoteForm::Sentence);
}

#[test]
fn stops_go_but_those_of_abbreviations() {
    assert_eq!(about("the merger with Acme Inc.").0, "the merger with Acme Inc.");
    assert_eq!(about("the rollout in the U.S.").0, "the rollout in the U.S.");
    assert_eq!(about("the rollout...").0, "the rollout");
    assert_eq!(about("...").0, "...");
}

#[test]
fn every_note_gives_a_text() {
    for note in ["", "?", "'", "’s", "é", "日本語のメモ", "🙂", "a", ". . .", "Ada", "Ada's", "I"] {
        let _ = (about(note), strength(note), goal(note));
    }
}
