//! The messages of the corpus, as they are kept in files.

use std::{collections::BTreeMap, fs, path::Path};

use messages::proofread::{Check, Context, EarlierMessage, Finding, OtherApplication, Severity, Texts, proofread};
use planning::{Facts, StepKind, facts::Channel};
use serde::{Deserialize, Deserializer, Serialize, de::DeserializeOwned, de::Error};

/// Everything that proofreading looks for, in the order of the results.
pub(crate) const CHECKS: [Check; 24] = [
    Check::Spelling,
    Check::Grammar,
    Check::Emoticon,
    Check::Casual,
    Check::Pushy,
    Check::Desperate,
    Check::Complaint,
    Check::Pay,
    Check::TooLong,
    Check::TooManyParagraphs,
    Check::Subject,
    Check::Greeting,
    Check::Thanks,
    Check::Generic,
    Check::NextSteps,
    Check::SignOff,
    Check::ContactDetails,
    Check::Placeholder,
    Check::WrongName,
    Check::WrongCompany,
    Check::WrongPosition,
    Check::WrongDate,
    Check::Repeated,
    Check::SameAsColleague,
];

/// All messages of the corpus.
pub(crate) struct Corpus {
    /// Texts with flaws.
    pub(crate) flawed: Vec<Entry>,
    /// Texts without flaws.
    pub(crate) sound: Vec<Entry>,
    /// Facts that entries refer to.
    pub(crate) facts: BTreeMap<String, Facts>,
}

/// A message, and what is known of its surroundings.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    /// By which results name it.
    pub(crate) id: String,
    /// What is wrong, or why it is sound though it looks wrong.
    pub(crate) about: String,
    #[serde(deserialize_with = "kind")]
    pub(crate) kind: StepKind,
    pub(crate) channel: Channel,
    /// Facts of its own.
    #[serde(default)]
    pub(crate) facts: Option<Facts>,
    /// Facts shared with others, by their key in `facts.json`.
    #[serde(default)]
    pub(crate) facts_ref: Option<String>,
    #[serde(default)]
    pub(crate) interview_id: Option<String>,
    #[serde(default)]
    pub(crate) contact_id: Option<String>,
    #[serde(default)]
    pub(crate) other_applications: Vec<OtherApplication>,
    #[serde(default)]
    pub(crate) earlier_messages: Vec<EarlierMessage>,
    pub(crate) texts: Texts,
    /// The flaws that were planted; of a sound message none.
    #[serde(default)]
    pub(crate) expected: Vec<Expected>,
}

/// A flaw.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expected {
    /// The check that must find it.
    #[serde(deserialize_with = "check")]
    pub(crate) check: Check,
    /// How bad it must be found at least; any will do, if none is given.
    #[serde(default, deserialize_with = "severity")]
    pub(crate) severity: Option<Severity>,
    /// Words that the finding's span must overlap; `None` if it is about what is missing, or about the whole.
    #[serde(default)]
    pub(crate) span_text: Option<String>,
}

impl Corpus {
    pub(crate) fn read() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
        Self {
            flawed: entries(&folder.join("flawed")),
            sound: entries(&folder.join("sound")),
            facts: read(&folder.join("facts.json")),
        }
    }

    pub(crate) fn facts<'c>(&'c self, entry: &'c Entry) -> Option<&'c Facts> {
        entry.facts.as_ref().or_else(|| entry.facts_ref.as_ref().map(|key| &self.facts[key]))
    }

    /// What proofreading says about a message.
    pub(crate) fn findings(&self, entry: &Entry) -> Vec<Finding> {
        let context = Context {
            locale: None,
            dictionary: None,
            facts: self.facts(entry),
            kind: Some(entry.kind),
            channel: Some(entry.channel),
            interview_id: entry.interview_id.as_deref(),
            contact_id: entry.contact_id.as_deref(),
            other_applications: &entry.other_applications,
            earlier_messages: &entry.earlier_messages,
        };
        proofread(&entry.texts, &context)
    }
}

/// The entries of all files in `folder`, in the order of the files' names.
fn entries(folder: &Path) -> Vec<Entry> {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    paths.sort();
    paths.iter().flat_map(|path| read::<Vec<Entry>>(path)).collect()
}

#[track_caller]
pub(crate) fn read<T: DeserializeOwned>(path: &Path) -> T {
    let text = fs::read_to_string(path).unwrap();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// How a check, a kind or a severity is called in JSON.
pub(crate) fn name(value: impl Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

/// The one of `all` that a string names.
fn named<'de, D: Deserializer<'de>, T: Copy + Serialize>(deserializer: D, all: &[T]) -> Result<T, D::Error> {
    let called = String::deserialize(deserializer)?;
    let found = all.iter().copied().find(|value| name(value) == called);
    found.ok_or_else(|| D::Error::custom(format!("there is no {called:?}")))
}

fn kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<StepKind, D::Error> {
    named(deserializer, &StepKind::MESSAGES)
}

fn check<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Check, D::Error> {
    named(deserializer, &CHECKS)
}

fn severity<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Severity>, D::Error> {
    named(deserializer, &[Severity::Hint, Severity::Warning, Severity::Error]).map(Some)
}
