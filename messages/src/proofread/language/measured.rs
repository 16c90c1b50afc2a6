//! Measures each of harper's linters by itself, on sound texts and on texts whose mistakes are known.
//!
//! `cargo test -p messages each_linter -- --ignored --nocapture` prints what every linter finds. With `UPDATE_LINTERS`
//! set, it writes `tests/corpus/linters.txt`.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    fmt::Write as _,
    fs,
    ops::Range,
    path::{Path, PathBuf},
    sync::Arc,
};

use harper_core::{Dialect, Document, linting::LintGroup, parsers::PlainEnglish};
use planning::Facts;
use serde::Deserialize;

use super::{prose::Prose, spelling::KnownWords};
use crate::{
    Locale, Span,
    proofread::{Context, Severity, Texts, english, passage::Passage, surroundings::Surroundings},
};

/// A message of the corpus, as far as language is concerned.
#[derive(Deserialize)]
struct Entry {
    #[serde(default)]
    facts: Option<Facts>,
    #[serde(default)]
    facts_ref: Option<String>,
    texts: Texts,
    #[serde(default)]
    expected: Vec<Expected>,
}

#[derive(Deserialize)]
struct Expected {
    check: String,
    #[serde(default)]
    span_text: Option<String>,
}

/// A text, the facts that it belongs to, and its mistakes.
struct Sample {
    texts: Texts,
    facts: Option<Facts>,
    mistakes: Vec<String>,
}

/// What one linter found.
#[derive(Default)]
struct Found {
    right: usize,
    wrong: usize,
    /// Those that are right and that our own lists don't find.
    new: usize,
    /// The words, with what stands around them.
    quoted: Vec<String>,
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("the corpus is there")
}

/// The messages in a folder of the corpus.
fn messages(folder: &str, facts: &BTreeMap<String, Facts>) -> Vec<Sample> {
    let files = fs::read_dir(corpus().join(folder)).expect("the corpus is there");
    let paths: BTreeSet<PathBuf> = files.map(|file| file.expect("it can be read").path()).collect();
    let entries = paths.iter().flat_map(|path| {
        serde_json::from_str::<Vec<Entry>>(&read(path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    });
    let sample = |entry: Entry| {
        let of_language = |flaw: &Expected| matches!(&*flaw.check, "spelling" | "grammar");
        let shared = entry.facts_ref.as_deref().and_then(|key| facts.get(key)).cloned();
        Sample {
            texts: entry.texts,
            facts: entry.facts.or(shared),
            mistakes: entry.expected.into_iter().filter(of_language).filter_map(|flaw| flaw.span_text).collect(),
        }
    };
    entries.map(sample).collect()
}

/// A letter without mistakes.
#[derive(Deserialize)]
struct Letter {
    body: String,
}

/// The letters, which nobody wrote for a check.
fn letters() -> Vec<Sample> {
    let files = fs::read_dir(corpus().join("letters")).expect("the letters are there");
    let letters = files.flat_map(|file| {
        let text = read(&file.expect("it can be read").path());
        serde_json::from_str::<Vec<Letter>>(&text).expect("they are letters")
    });
    let sample = |letter: Letter| Sample {
        texts: Texts { body: Some(letter.body), ..Texts::default() },
        facts: None,
        mistakes: Vec::new(),
    };
    letters.map(sample).collect()
}

/// The sentences of a list: `Thank you for [you|your] time.` has a mistake. Of another dialect nothing is asked here.
fn sentences(file: &str) -> Vec<Sample> {
    let list = read(&corpus().join("sentences").join(file));
    let lines = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (plain, mistakes) = unmarked(line);
            let body = format!("Dear Ada,\n\n{plain}\n\nKind regards,\nGrace Lindqvist");
            Sample { texts: Texts { body: Some(body), ..Texts::default() }, facts: None, mistakes }
        })
        .collect()
}

/// A line without its marks, and the words that were marked.
fn unmarked(line: &str) -> (String, Vec<String>) {
    let mut plain = String::new();
    let mut mistakes = Vec::new();
    let mut rest = line;
    while let Some((before, (wrong, after))) =
        rest.split_once('[').and_then(|(before, marked)| Some((before, marked.split_once(']')?)))
    {
        let wrong = wrong.split_once('|').map_or(wrong, |(wrong, _)| wrong);
        plain.extend([before, wrong]);
        mistakes.push(wrong.to_owned());
        rest = after;
    }
    plain.push_str(rest);
    (plain, mistakes)
}

/// What all of `linters` find in `sample`.
fn measure(linters: &mut LintGroup, sample: &Sample, found: &mut BTreeMap<String, Found>) {
    let context = Context { facts: sample.facts.as_ref(), locale: Some(Locale::EN), ..Context::default() };
    let surroundings = Surroundings::new(&sample.texts, &context);
    let known = KnownWords::of(&surroundings);
    for (part, text) in sample.texts.parts() {
        let passage = Passage::new(part, surroundings.text(part), text, surroundings.language.lexicon());
        let prose = Prose::of(&passage);
        let mistakes: Vec<Range<usize>> = sample
            .mistakes
            .iter()
            .flat_map(|words| passage.plain.match_indices(words.as_str()))
            .map(|(at, words)| at..at + words.len())
            .collect();
        let ours: Vec<Range<usize>> = super::check(&passage, &known, &surroundings)
            .into_iter()
            .filter_map(|finding| finding.span.map(|span| passage.bytes(span)))
            .collect();
        let document = Document::new(&passage.plain, &PlainEnglish, english::words());
        for (linter, lints) in linters.organized_lints(&document) {
            let places = lints.iter().map(|lint| passage.bytes(Span { start: lint.span.start, end: lint.span.end }));
            for at in places.filter(|at| prose.has(at) && !known.is_in_name(&passage.plain, at)) {
                found.entry(linter.clone()).or_default().add(&passage, &at, &mistakes, &ours);
            }
        }
    }
}

impl Found {
    fn add(&mut self, passage: &Passage<'_>, at: &Range<usize>, mistakes: &[Range<usize>], ours: &[Range<usize>]) {
        let meets = |others: &[Range<usize>]| others.iter().any(|other| at.start <= other.end && other.start <= at.end);
        let right = meets(mistakes);
        let new = right && !meets(ours);
        let mark = if new {
            "new"
        } else if right {
            "+"
        } else {
            "-"
        };
        let sentence = passage.plain[passage.sentence(at)].trim().replace('\n', " ");
        self.quoted.push(format!("{mark} {}: {sentence}", passage.quote(at)));
        self.right += usize::from(right);
        self.wrong += usize::from(!right);
        self.new += usize::from(new);
    }
}

#[test]
#[ignore = "it takes many minutes"]
fn each_linter_of_harper_is_measured() {
    let facts: BTreeMap<String, Facts> = serde_json::from_str(&read(&corpus().join("facts.json"))).expect("facts");
    let mut linters = LintGroup::new_curated(Arc::clone(english::words()), Dialect::British);
    linters.set_all_rules_to(Some(true));
    let folders = ["sound", "flawed"].into_iter().flat_map(|folder| messages(folder, &facts));
    let samples = folders.chain(letters()).chain(sentences("flawed.txt")).chain(sentences("sound.txt"));
    let mut found = BTreeMap::new();
    for sample in samples {
        measure(&mut linters, &sample, &mut found);
    }
    let mut lines = String::new();
    for (linter, Found { right, wrong, new, quoted }) in &found {
        println!("{linter} {right} {wrong} {new}\n    {}", quoted.join("\n    "));
        writeln!(lines, "{linter} {right} {wrong} {new}").expect("a text can be written to");
    }
    let list = corpus().join("linters.txt");
    let kept = read(&list);
    let (comments, listed): (Vec<&str>, Vec<&str>) = kept.lines().partition(|line| line.starts_with('#'));
    if env::var_os("UPDATE_LINTERS").is_some() {
        fs::write(&list, format!("{}\n{lines}", comments.join("\n"))).expect("it can be written");
    } else {
        assert_eq!(listed.join("\n"), lines.trim_end(), "UPDATE_LINTERS=1 writes the new figures");
    }
}

/// Warnings of the language checks in a text, each with its words.
fn warnings(sample: &Sample) -> Vec<(Range<usize>, String)> {
    let context = Context { facts: sample.facts.as_ref(), locale: Some(Locale::EN), ..Context::default() };
    let surroundings = Surroundings::new(&sample.texts, &context);
    let known = KnownWords::of(&surroundings);
    let mut found = Vec::new();
    for (part, text) in sample.texts.parts() {
        let passage = Passage::new(part, surroundings.text(part), text, surroundings.language.lexicon());
        for finding in super::check(&passage, &known, &surroundings) {
            let Some(span) = finding.span.filter(|_| finding.severity > Severity::Hint) else { continue };
            let at = passage.bytes(span);
            let sentence = passage.plain[passage.sentence(&at)].trim().to_owned();
            found.push((at, format!("{} in: {sentence}", finding.text)));
        }
    }
    found
}

#[test]
fn most_mistakes_of_the_sentences_are_found() {
    let mut planted = 0;
    let mut missed = Vec::new();
    for sample in sentences("flawed.txt") {
        let body = sample.texts.body.clone().unwrap_or_default();
        let found = warnings(&sample);
        for words in &sample.mistakes {
            planted += 1;
            let is_found = body
                .match_indices(words.as_str())
                .any(|(start, _)| found.iter().any(|(at, _)| at.start <= start + words.len() && start <= at.end));
            if !is_found {
                missed.push(format!("{words}: {body}"));
            }
        }
    }
    println!("{} of {planted} are missed", missed.len());
    assert!(missed.len() * 100 <= planted * 14, "{} of {planted}: {missed:#?}", missed.len());
}

#[test]
fn sound_sentences_have_no_warnings_of_language_and_letters_few() {
    let wrong: Vec<String> = sentences("sound.txt").iter().flat_map(warnings).map(|(_, text)| text).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let letters = letters();
    let wrong: Vec<String> = letters.iter().flat_map(warnings).map(|(_, text)| text).collect();
    println!("{} warnings in {} letters", wrong.len(), letters.len());
    assert!(wrong.len() * 96 <= letters.len(), "{} in {} letters: {wrong:#?}", wrong.len(), letters.len());
}
