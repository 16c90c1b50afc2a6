//! Notes as people write them.

use super::phrased_note;
use crate::note::{Form, Listener, Subject};

fn about(note: &str) -> (String, Form) {
    let listener = Listener { name: Some("Ada Okafor"), alone: true, ..Listener::default() };
    let woven = woven(note, Subject::Conversation(listener));
    (woven.text, woven.form)
}

fn strength(note: &str) -> (String, Form) {
    let woven = woven(note, Subject::Strength);
    (woven.text, woven.form)
}

fn addition(note: &str) -> (String, Form) {
    let woven = woven(note, Subject::Addition);
    (woven.text, woven.form)
}

fn goal(note: &str) -> (String, Form) {
    let woven = woven(note, Subject::Goal);
    (woven.text, woven.form)
}

#[track_caller]
fn is((actual, actual_form): (String, Form), text: &str, form: Form) {
    assert_eq!((actual.as_str(), actual_form), (text, form));
}

#[test]
fn noun_phrases_stand_in_the_middle_of_a_sentence() {
    is(about("the move to event sourcing"), "the move to event sourcing", Form::Phrase);
    is(about("The move to event sourcing."), "the move to event sourcing", Form::Phrase);
    is(about("Her team's migration to Postgres"), "your team's migration to Postgres", Form::Phrase);
    is(about("Our discussion of the on-call rota"), "the on-call rota", Form::Phrase);
    is(about("Ada's plan for the data platform"), "your plan for the data platform", Form::Phrase);
    is(about("the debate with Ada about schema ownership"), "the debate with you about schema ownership", Form::Phrase);
    is(about("What Ada said about hiring"), "what you said about hiring", Form::Phrase);
    is(about("how your team runs retrospectives"), "how your team runs retrospectives", Form::Phrase);
    is(about("Splitting the monolith"), "splitting the monolith", Form::Phrase);
    is(about("migration to Postgres"), "migration to Postgres", Form::Phrase);
    is(about("GraphQL at scale"), "GraphQL at scale", Form::Phrase);
    is(about("Ada: the new billing service"), "the new billing service", Form::Phrase);
    is(about("Okafor's plan for Lisbon"), "your plan for Lisbon", Form::Phrase);
    is(about("Ada talked about Lisbon"), "you talked about Lisbon", Form::Sentence);
    is(about("how Ada runs design reviews"), "how you run design reviews", Form::Phrase);
    is(about("Ada was new here once"), "you were new here once", Form::Statement);
    is(about("why Okafor's team carries pagers"), "why your team carries pagers", Form::Phrase);
    is(about("what Ada teaches and why"), "what you teach and why", Form::Phrase);
    is(about("Ada Lovelace day"), "Ada Lovelace day", Form::Sentence);
    is(about("They want to open an office in Lisbon"), "you want to open an office in Lisbon", Form::Statement);
    is(about("the move to electronic drug charts"), "the move to electronic drug charts", Form::Phrase);
    is(about("safety"), "safety", Form::Phrase);
    is(about("the firm's plans for Singapore"), "the firm's plans for Singapore", Form::Phrase);
    is(about("Distributed tracing"), "distributed tracing", Form::Phrase);
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
        assert_eq!(about(sentence).1, Form::Sentence, "{sentence}");
    }
    is(about("We met the team. I liked it."), "We met the team. I liked it", Form::Sentence);
    is(about("The Headingley scheme"), "The Headingley scheme", Form::Sentence);
    is(about("I liked the demo"), "I liked the demo", Form::Sentence);
    is(about("Postgres at scale"), "Postgres at scale", Form::Sentence);
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
        Form::Statement,
    );
    is(strength("Fluent in Japanese"), "I am fluent in Japanese", Form::Statement);
    is(strength("Ten years of Rust"), "ten years of Rust", Form::Phrase);
    is(strength("Six field seasons in Greenland"), "six field seasons in Greenland", Form::Phrase);
    is(strength("10 years of Rust."), "10 years of Rust", Form::Phrase);
    is(strength("Building payment systems"), "experience in building payment systems", Form::Phrase);
    is(strength("Registered nurse"), "I am a registered nurse", Form::Statement);
    is(strength("Trained nurse"), "I am a trained nurse", Form::Statement);
    is(
        strength("Registered nurse for twelve years"),
        "I have been a registered nurse for twelve years",
        Form::Statement,
    );
    is(strength("Team player"), "I am a team player", Form::Statement);
    is(strength("Excellent communicator"), "I am an excellent communicator", Form::Statement);
    is(strength("Designing for screen readers"), "experience in designing for screen readers", Form::Phrase);
    is(strength("SEO"), "my skills in SEO", Form::Phrase);
    is(strength("Figma, Framer and React"), "my skills in Figma, Framer and React", Form::Phrase);
    is(strength("MSc in Transport Planning"), "an MSc in Transport Planning", Form::Phrase);
    is(strength("Strong background in statistics"), "a strong background in statistics", Form::Phrase);
    is(strength("Experience with public consultations"), "experience with public consultations", Form::Phrase);
    is(strength("Punctual and reliable"), "Punctual and reliable", Form::Sentence);
    is(strength("I have run Postgres for years!"), "I have run Postgres for years", Form::Statement);
}

#[test]
fn what_is_added_is_said_in_a_sentence_where_it_is_one() {
    is(addition("Fluent in Italian"), "I am fluent in Italian", Form::Statement);
    is(addition("My notice period is three months."), "my notice period is three months", Form::Statement);
    is(addition("my experience with exam boards"), "my experience with exam boards", Form::Phrase);
    is(addition("Yes, from May"), "yes, from May", Form::Reply);
}

#[test]
fn goals_become_aims() {
    is(goal("Lead a platform team"), "to lead a platform team", Form::Infinitive);
    is(goal("To lead a platform team."), "to lead a platform team", Form::Infinitive);
    is(goal("Leading a platform team"), "leading a platform team", Form::Phrase);
    is(goal("a role with more ownership"), "a role with more ownership", Form::Phrase);
    is(goal("I'd like to work closer to research"), "to work closer to research", Form::Infinitive);
    is(goal("I'd rather teach"), "I'd rather teach", Form::Sentence);
    is(goal("Lead engineer"), "lead engineer", Form::Sentence);
}

#[test]
fn stops_go_but_those_of_abbreviations() {
    assert_eq!(about("the merger with Acme Inc.").0, "the merger with Acme Inc.");
    assert_eq!(about("the rollout in the U.S.").0, "the rollout in the U.S.");
    assert_eq!(about("the rollout...").0, "the rollout");
    assert_eq!(about("...").0, "...");
}

#[test]
fn whatever_comes_in_something_comes_out() {
    for note in ["", "?", "'", "’s", "é", "日本語のメモ", "🙂", "a", ". . .", "Ada", "Ada's", "I"] {
        let _ = (about(note), strength(note), goal(note));
    }
}
