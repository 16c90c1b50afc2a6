//! Titles of calendars and timelines name the company with its article, as messages do.

use planning::Locale;
use wording::{Position, language_of};

#[test]
fn a_company_has_its_article() {
    for (tag, company, title, second_line) in [
        ("en", "Acme Ltd", "Follow-up: Analyst at Acme Ltd", "at Acme Ltd"),
        ("de", "Acme GmbH", "Nachfassplan: Analyst bei der Acme GmbH", "bei der Acme GmbH"),
        ("de", "Deutsche Post", "Nachfassplan: Analyst bei der Deutschen Post", "bei der Deutschen Post"),
        ("de", "Klinikum Fürth", "Nachfassplan: Analyst beim Klinikum Fürth", "beim Klinikum Fürth"),
        ("de", "Meridian Labs", "Nachfassplan: Analyst bei Meridian Labs", "bei Meridian Labs"),
        ("fr", "Mairie de Lyon", "Suivi\u{202f}: Analyst à la Mairie de Lyon", "à la Mairie de Lyon"),
        ("fr", "Acme", "Suivi\u{202f}: Analyst chez Acme", "chez Acme"),
        ("es", "Ayuntamiento de Jaca", "Seguimiento: Analyst en el Ayuntamiento de Jaca", "en el Ayuntamiento de Jaca"),
        ("nl", "Gemeente Edam", "Opvolging: Analyst bij de Gemeente Edam", "bij de Gemeente Edam"),
    ] {
        let language = language_of(Locale::nearest(tag).unwrap());
        let position = Position { title: "Analyst", company };
        assert_eq!(language.title(position), title);
        let [_, second] = language.title_in_two_lines(position, &|_, name| name.to_owned());
        assert_eq!(second, second_line);
    }
}

#[test]
fn a_shortened_name_keeps_its_article() {
    let language = language_of(Locale::nearest("de").unwrap());
    let position = Position { title: "Analystin", company: "Technische Universität Wien" };
    let shorten = |before: &str, name: &str| format!("{}…", name.chars().take(20 - before.len()).collect::<String>());
    assert_eq!(language.title_in_two_lines(position, &shorten)[1], "bei der Technischen …");
}
