//! Turns `data/places.txt` into the names of calendars and a table of what to use for codes that have none.

use std::{collections::BTreeMap, env, fmt::Write as _, fs, path::Path};

const SOURCE: &str = "data/places.txt";

/// The contents of the file.
pub(crate) struct Places<'a> {
    version: &'a str,
    names: BTreeMap<&'a str, &'a str>,
    /// For each code without a calendar, the calendars to use instead.
    instead: BTreeMap<&'a str, Vec<&'a str>>,
}

/// The file's text.
pub(crate) fn text() -> String {
    println!("cargo::rerun-if-changed={SOURCE}");
    fs::read_to_string(SOURCE).expect("the names are in the package")
}

impl<'a> Places<'a> {
    pub(crate) fn read(text: &'a str) -> Self {
        let version = text.split_once("Unicode CLDR ").and_then(|(_, rest)| rest.split_once(','));
        let (version, _) = version.expect("the head names its source's version");
        let mut places = Self { version, names: BTreeMap::new(), instead: BTreeMap::new() };
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let (code, rest) = line.split_once(' ').unwrap_or_else(|| panic!("{SOURCE}: {line:?} is a code alone"));
            let known = match rest.strip_prefix("> ") {
                Some(codes) => places.instead.insert(code, codes.split(' ').collect()).is_some(),
                None => places.names.insert(code, rest).is_some(),
            };
            assert!(!known, "{SOURCE}: {code} is there twice");
        }
        places
    }

    /// A calendar's name.
    pub(crate) fn name(&self, code: &str) -> &'a str {
        self.names.get(code).unwrap_or_else(|| panic!("{SOURCE} has no name for {code}"))
    }

    /// Refuses names and instructions that aren't about these calendars.
    pub(crate) fn check(&self, calendars: &[&str]) {
        assert!(self.names.keys().eq(calendars), "{SOURCE} has other calendars than the holidays");
        for (code, instead) in &self.instead {
            assert!(!calendars.contains(code), "{SOURCE}: {code} has a calendar");
            let unknown = instead.iter().find(|code| !calendars.contains(code));
            assert!(unknown.is_none(), "{SOURCE}: {code} is told to use {unknown:?}, which has no calendar");
        }
    }

    /// Writes `places.rs`.
    pub(crate) fn generate(&self) {
        let mut table = format!("pub(super) const VERSION: &str = {:?};\n", self.version);
        writeln!(table, "static INSTEAD: [(&str, &[&str]); {}] = [", self.instead.len())
            .expect("a string can be written to");
        for (code, instead) in &self.instead {
            writeln!(table, "({code:?}, &{instead:?}),").expect("a string can be written to");
        }
        table.push_str("];\n");
        let out = env::var_os("OUT_DIR").expect("Cargo names a folder for what is built");
        fs::write(Path::new(&out).join("places.rs"), table).expect("Cargo's folder can be written to");
    }
}
