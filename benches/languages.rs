//! The time that messages and plans take in each language, as multiples of the time in English in the same run.
//!
//! `cargo bench -p messages --bench languages` prints a line for each language. `… -- messages de 100` writes the
//! messages of one language that often and prints nothing but their length, to count instructions: `plans` writes
//! plans.

use std::{
    env,
    error::Error,
    fs,
    hint::black_box,
    time::{Duration, Instant},
};

use messages::{Request, Tone, render};
use planning::{Facts, Locale, Playbook, StepKind, UsableChannel, Via, plan};
use serde::Deserialize;
use wording::{
    language_of,
    plan_json::{Detail, PlanJson},
};

/// The languages, each with facts in it. The first is what the others are compared with.
const LANGUAGES: [(&str, &str); 5] = [
    ("en", include_str!("languages/en.json")),
    ("de", include_str!("../messages/tests/messages/languages/de.json")),
    ("fr", include_str!("../messages/tests/messages/languages/fr.json")),
    ("es", include_str!("../messages/tests/messages/languages/es.json")),
    ("nl", include_str!("../messages/tests/messages/languages/nl.json")),
];

const ROUNDS: usize = 60;

#[derive(Deserialize)]
struct Scenario {
    facts: Facts,
}

/// The texts of one language.
struct Language {
    tag: &'static str,
    locale: Locale,
    facts: Facts,
    scenarios: Vec<Facts>,
}

impl Language {
    fn new((tag, facts): (&'static str, &str)) -> Result<Self, Box<dyn Error>> {
        let mut facts: serde_json::Value = serde_json::from_str(facts)?;
        facts["application"]["locale"] = tag.into();
        let scenarios: Vec<Scenario> = serde_json::from_str(include_str!("../planning/tests/scenarios/public.json"))?;
        Ok(Self {
            tag,
            locale: Locale::nearest(tag).ok_or("an unknown language")?,
            facts: serde_json::from_value(facts)?,
            scenarios: scenarios.into_iter().map(|scenario| scenario.facts).collect(),
        })
    }

    /// Every kind of message by every channel, in every tone. Returns the number of messages and their length.
    fn messages(&self) -> Result<(u32, usize), Box<dyn Error>> {
        let (mut count, mut length) = (0, 0);
        for kind in StepKind::MESSAGES {
            for &channel in kind.channels() {
                for tone in Tone::ALL {
                    let request = Request {
                        facts: black_box(&self.facts),
                        kind,
                        interview_id: self.facts.interviews.first().map(|interview| &*interview.id),
                        competing_offer_id: None,
                        contact_id: self.facts.contacts.first().map(|contact| &*contact.id),
                        pass_on_to: &[],
                        channel: UsableChannel { channel, via: Via::Direct },
                        attempt: 0,
                        thank_you_planned: true,
                        send_at: Some("2026-03-11T14:00:00Z".parse()?),
                        tone: Some(tone),
                        locale: None,
                    };
                    let message = render(&request)?;
                    count += 1;
                    length += message.body.as_deref().map_or(1, str::len);
                }
            }
        }
        Ok((count, length))
    }

    /// The plan of every scenario, with its sentences, as JSON.
    fn plans(&self) -> Result<(u32, usize), Box<dyn Error>> {
        let consensus = Playbook::built_in("consensus").ok_or("no playbook")?;
        let (mut count, mut length) = (0, 0);
        for facts in &self.scenarios {
            let as_of = facts.as_of.ok_or("no moment")?;
            let plan = plan(black_box(facts), consensus, as_of);
            length += serde_json::to_vec(&PlanJson::new(&plan, language_of(self.locale), Detail::Reasons))?.len();
            count += 1;
        }
        Ok((count, length))
    }

    fn write(&self, what: &str) -> Result<(u32, usize), Box<dyn Error>> {
        if what == "plans" { self.plans() } else { self.messages() }
    }
}

/// The memory that is the process's own, in KiB.
fn memory() -> Result<i64, Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).ok_or("no RssAnon")?;
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// Every language in turn, so that what else the machine does meets all of them.
fn compare(what: &str, languages: &[Language]) -> Result<(), Box<dyn Error>> {
    let mut times = vec![Vec::with_capacity(ROUNDS); languages.len()];
    let mut count = 1;
    for round in 0..=ROUNDS {
        for (language, times) in languages.iter().zip(&mut times) {
            let before = memory()?;
            let start = Instant::now();
            count = black_box(language.write(what)?).0;
            match round {
                0 => println!("{what}, {}: {} KiB more after the first time", language.tag, memory()? - before),
                _ => times.push(start.elapsed() / count),
            }
        }
    }
    let english = median(&mut times[0]);
    for (language, times) in languages.iter().zip(&mut times) {
        let own = median(times);
        let ratio = own.as_secs_f64() / english.as_secs_f64();
        println!("{what}, {}: {:.2} µs each of {count}, {ratio:.3} of English", language.tag, own.as_secs_f64() * 1e6);
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let [what, tag, times] = &arguments[..] {
        let language = LANGUAGES.into_iter().find(|(known, _)| known == tag).ok_or("an unknown language")?;
        let language = Language::new(language)?;
        let mut length = 0;
        for _ in 0..times.parse()? {
            length += language.write(what)?.1;
        }
        println!("{length}");
        return Ok(());
    }
    let languages = LANGUAGES.into_iter().map(Language::new).collect::<Result<Vec<_>, _>>()?;
    compare("messages", &languages)?;
    compare("plans", &languages)
}
