//! The guidance ledger as constants: citing a rule that isn't in `data/rules.toml` doesn't compile.

use std::{env, fmt::Write as _, fs, path::Path};

use serde::Deserialize;

const LEDGER: &str = "data/rules.toml";

#[derive(Deserialize)]
struct Ledger {
    rule: Vec<Rule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    id: String,
    says: String,
    figure: Figure,
    shows_in: Vec<ShowsIn>,
}

// `Debug` writes the names that the generated code refers to.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Figure {
    Stated,
    Chosen,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ShowsIn {
    Plan,
    Channel,
    Message,
    Proofread,
    Advice,
}

/// Writes `rules.rs` with one constant a rule, and all of them in the ledger's order.
pub(crate) fn generate() {
    println!("cargo::rerun-if-changed={LEDGER}");
    let ledger = fs::read_to_string(LEDGER).expect("the ledger is part of the package");
    let ledger: Ledger = toml::from_str(&ledger).expect("the ledger is valid TOML");
    let target = Path::new(&env::var_os("OUT_DIR").expect("cargo sets it for build scripts")).join("rules.rs");
    fs::write(target, source(&ledger.rule)).expect("cargo's directory for generated files is writable");
}

fn source(rules: &[Rule]) -> String {
    let mut code = String::new();
    for rule in rules {
        let article = rule.id.split('.').next().unwrap_or_default();
        let name = constant(&rule.id);
        let Rule { id, says, figure, shows_in } = rule;
        let shows_in: Vec<_> = shows_in.iter().map(|place| format!("ShowsIn::{place:?}")).collect();
        writeln!(
            code,
            "#[doc = {says:?}]\npub const {name}: &Rule = &Rule {{ id: {id:?}, article: {article:?}, says: {says:?}, \
             figure: Figure::{figure:?}, shows_in: &[{}] }};",
            shows_in.join(", ")
        )
        .expect("writing to a string succeeds");
    }
    let names: Vec<_> = rules.iter().map(|rule| constant(&rule.id)).collect();
    writeln!(code, "pub(crate) const ALL: &[&Rule] = &[{}];", names.join(", ")).expect("writing to a string succeeds");
    code
}

/// `balance.phone.1` as `BALANCE_PHONE_1`.
fn constant(id: &str) -> String {
    id.replace('.', "_").to_ascii_uppercase()
}
