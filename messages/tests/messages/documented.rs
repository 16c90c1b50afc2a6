//! What the documentation says of templates. `UPDATE_SNAPSHOTS=1 cargo test -p messages` rewrites it.

use std::{env, fmt::Write, fs, path::Path};

use messages::custom::variables;

const START: &str = "<!-- variables -->\n";
const END: &str = "<!-- end of variables -->";

#[test]
fn the_documented_variables_are_those_that_there_are() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/templates.md");
    let page = fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once(START).unwrap();
    let (documented, after) = rest.split_once(END).unwrap();
    let mut table = "| variable | what | for example |\n| --- | --- | --- |\n".to_owned();
    for variable in variables() {
        let list = if variable.list { " (a list)" } else { "" };
        writeln!(table, "| `{}`{list} | {} | {} |", variable.name, variable.about, variable.example).unwrap();
    }
    if env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(&path, format!("{before}{START}{table}{END}{after}")).unwrap();
    } else {
        assert!(documented == table, "docs/templates.md has\n{documented}\nbut there are\n{table}");
    }
}
