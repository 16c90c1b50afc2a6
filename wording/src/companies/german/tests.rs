use super::*;

#[test]
fn a_company_has_its_article_where_its_gender_shows() {
    for (name, expected) in [
        ("Acme GmbH", ["die Acme GmbH", "die Acme GmbH", "bei der Acme GmbH", "von der Acme GmbH"]),
        (
            "Meier GmbH & Co. KG",
            [
                "die Meier GmbH & Co. KG",
                "die Meier GmbH & Co. KG",
                "bei der Meier GmbH & Co. KG",
                "von der Meier GmbH & Co. KG",
            ],
        ),
        ("Stadt München", ["die Stadt München", "die Stadt München", "bei der Stadt München", "von der Stadt München"]),
        (
            "Technische Universität Wien",
            [
                "die Technische Universität Wien",
                "die Technische Universität Wien",
                "bei der Technischen Universität Wien",
                "von der Technischen Universität Wien",
            ],
        ),
        (
            "Landkreis Fürth",
            ["der Landkreis Fürth", "den Landkreis Fürth", "beim Landkreis Fürth", "vom Landkreis Fürth"],
        ),
        (
            "Klinikum Nürnberg",
            ["das Klinikum Nürnberg", "das Klinikum Nürnberg", "beim Klinikum Nürnberg", "vom Klinikum Nürnberg"],
        ),
        ("Meridian Labs", ["Meridian Labs", "Meridian Labs", "bei Meridian Labs", "von Meridian Labs"]),
        ("Siemens", ["Siemens", "Siemens", "bei Siemens", "von Siemens"]),
    ] {
        let found = forms(name).map(|(_, form)| form.into_owned());
        assert_eq!(found[..4], expected.map(str::to_owned));
    }
}

#[test]
fn adjectives_are_inflected_where_the_gender_is_sure() {
    for (name, subject, at, whose) in [
        ("Acme GmbH", "die Acme GmbH", "bei der Acme GmbH", "der Acme GmbH"),
        ("Klinikum Fürth", "das Klinikum Fürth", "beim Klinikum Fürth", "des Klinikums Fürth"),
        ("Caritasverband e. V.", "der Caritasverband e. V.", "beim Caritasverband e. V.", "des Caritasverbands e. V."),
        ("Lebenshilfe e.V.", "die Lebenshilfe e.V.", "bei der Lebenshilfe e.V.", "der Lebenshilfe e.V."),
        ("Kolpingwerk e.V.", "das Kolpingwerk e.V.", "beim Kolpingwerk e.V.", "des Kolpingwerks e.V."),
        ("Greenpeace e.V.", "Greenpeace e.V.", "bei Greenpeace e.V.", "von Greenpeace e.V."),
        ("Siemens", "Siemens", "bei Siemens", "von Siemens"),
        ("Deutsche Post", "die Deutsche Post", "bei der Deutschen Post", "der Deutschen Post"),
        (
            "Süddeutsche Zeitung GmbH",
            "die Süddeutsche Zeitung GmbH",
            "bei der Süddeutschen Zeitung GmbH",
            "der Süddeutschen Zeitung GmbH",
        ),
        (
            "Frankfurter Allgemeine Zeitung GmbH",
            "die Frankfurter Allgemeine Zeitung GmbH",
            "bei der Frankfurter Allgemeinen Zeitung GmbH",
            "der Frankfurter Allgemeinen Zeitung GmbH",
        ),
        (
            "Norddeutscher Rundfunk",
            "der Norddeutsche Rundfunk",
            "beim Norddeutschen Rundfunk",
            "des Norddeutschen Rundfunks",
        ),
        (
            "Deutsches Rotes Kreuz",
            "das Deutsche Rote Kreuz",
            "beim Deutschen Roten Kreuz",
            "des Deutschen Roten Kreuzes",
        ),
        ("Der Spiegel", "das Unternehmen Der Spiegel", "beim Unternehmen Der Spiegel", "des Unternehmens Der Spiegel"),
        (
            "Österreichische Bundesbahnen",
            "die Österreichischen Bundesbahnen",
            "bei den Österreichischen Bundesbahnen",
            "der Österreichischen Bundesbahnen",
        ),
        ("Fischer Automobile", "Fischer Automobile", "bei Fischer Automobile", "von Fischer Automobile"),
        ("Porsche AG", "die Porsche AG", "bei der Porsche AG", "der Porsche AG"),
        ("Junge GmbH", "die Junge GmbH", "bei der Junge GmbH", "der Junge GmbH"),
    ] {
        let [(_, nominative), _, (_, behind_bei), _, (_, genitive)] = forms(name);
        assert_eq!((&*nominative, &*behind_bei, &*genitive), (subject, at, whose));
    }
}

#[test]
fn institutions_are_known_by_their_nouns() {
    for (name, subject, at, whose) in [
        (
            "Ärztekammer für Wien",
            "die Ärztekammer für Wien",
            "bei der Ärztekammer für Wien",
            "der Ärztekammer für Wien",
        ),
        (
            "Magistrat der Stadt Wien",
            "der Magistrat der Stadt Wien",
            "beim Magistrat der Stadt Wien",
            "des Magistrats der Stadt Wien",
        ),
        (
            "Universitätsspital Zürich",
            "das Universitätsspital Zürich",
            "beim Universitätsspital Zürich",
            "des Universitätsspitals Zürich",
        ),
        ("Ernst Klett Verlag", "der Ernst Klett Verlag", "beim Ernst Klett Verlag", "vom Ernst Klett Verlag"),
        ("Stadtwerke München", "die Stadtwerke München", "bei den Stadtwerken München", "der Stadtwerke München"),
        (
            "Stadtwerke München GmbH",
            "die Stadtwerke München GmbH",
            "bei der Stadtwerke München GmbH",
            "der Stadtwerke München GmbH",
        ),
        (
            "Schweizerische Bundesbahnen SBB",
            "die Schweizerischen Bundesbahnen SBB",
            "bei den Schweizerischen Bundesbahnen SBB",
            "der Schweizerischen Bundesbahnen SBB",
        ),
        (
            "Städtische Kliniken Mönchengladbach",
            "die Städtischen Kliniken Mönchengladbach",
            "bei den Städtischen Kliniken Mönchengladbach",
            "der Städtischen Kliniken Mönchengladbach",
        ),
        (
            "Berliner Verkehrsbetriebe",
            "die Berliner Verkehrsbetriebe",
            "bei den Berliner Verkehrsbetrieben",
            "der Berliner Verkehrsbetriebe",
        ),
        (
            "Städtisches Klinikum Karlsruhe gGmbH",
            "das Städtische Klinikum Karlsruhe gGmbH",
            "beim Städtischen Klinikum Karlsruhe gGmbH",
            "des Städtischen Klinikums Karlsruhe gGmbH",
        ),
        (
            "Klinikum Karlsruhe gGmbH",
            "die Klinikum Karlsruhe gGmbH",
            "bei der Klinikum Karlsruhe gGmbH",
            "der Klinikum Karlsruhe gGmbH",
        ),
        (
            "Roter Faden GmbH",
            "das Unternehmen Roter Faden GmbH",
            "beim Unternehmen Roter Faden GmbH",
            "des Unternehmens Roter Faden GmbH",
        ),
        ("Peter Kammer", "Peter Kammer", "bei Peter Kammer", "von Peter Kammer"),
    ] {
        let [(_, nominative), _, (_, behind_bei), _, (_, genitive)] = forms(name);
        assert_eq!((&*nominative, &*behind_bei, &*genitive), (subject, at, whose));
    }
}
