use super::{words::OWN_WORDS, *};

/// Notes, each with its language; `None` if it is in no language in particular.
#[track_caller]
fn is_of(note: &str, own: Option<&str>) {
    for language in languages::all() {
        let foreign = own.is_some_and(|own| own != language.tag());
        assert_eq!(is_foreign(note, language), foreign, "{note}: {}", language.tag());
    }
}

#[test]
fn an_own_word_is_that_of_one_language() {
    assert!(languages::all().count() <= MAX_LANGUAGES);
    let all: Vec<&str> = languages::all().flat_map(Language::own_words).copied().collect();
    assert_eq!(all.len(), OWN_WORDS.len());
    assert!(all.iter().all(|word| word.to_lowercase() == *word));
}

#[test]
fn the_language_of_a_note_is_known_by_its_words() {
    is_of("the move of the warehouse to event sourcing and how the team works", Some("en"));
    is_of("die Umstellung des Lagers auf Event Sourcing und wie das Team arbeitet", Some("de"));
    is_of("la migration de l'entrepôt vers une nouvelle plateforme et son équipe", Some("fr"));
    is_of("la migración del almacén a una nueva plataforma y cómo trabaja el equipo", Some("es"));
    is_of("de overstap van het magazijn op een nieuw platform en hoe het team werkt", Some("nl"));
}

#[test]
fn one_word_of_another_language_tells_a_note() {
    for note in [
        "I can start on 1 May.",
        "my start date: I can start on 1 May",
        "notice period of three months",
        "led a team of 12 engineers",
        "leading a team of five",
        "how you onboard people",
        "ten years in sales",
        "We talked about the roadmap",
        "I forgot to say that I have a driving licence",
        "the new office",
        "project management skills",
        "Strong communication skills",
        "Yes, from May.",
        "worked in sales, led a team",
        "fluent Spanish",
        "payroll and bookkeeping",
    ] {
        is_of(note, Some("en"));
    }
    is_of("Ich kann sofort anfangen", Some("de"));
    is_of("zehn Jahre Erfahrung", Some("de"));
    is_of("die Umstellung auf Rust", Some("de"));
    is_of("puedo empezar en mayo", Some("es"));
    is_of("ik kan direct beginnen", Some("nl"));
    is_of("dix ans d'expérience", Some("fr"));
}

/// Notes of one language, which messages in the others leave out.
#[test]
fn words_that_several_languages_have_tell_a_note_in_a_third() {
    for (note, own) in [
        ("die große Umstellung", "de"),
        ("Die große Umstellung", "de"),
        ("sehr gute Aussichten", "de"),
        ("noch ein Standort", "de"),
        ("je parle allemand", "fr"),
        ("le projet", "fr"),
        ("la conduite du changement", "fr"),
        ("j'ai dirigé une équipe", "fr"),
        ("la migración a Rust", "es"),
        ("la dirección de equipos", "es"),
        ("las guardias", "es"),
        ("los proyectos", "es"),
        ("dirigí un equipo", "es"),
        ("hablo alemán", "es"),
        ("de nieuwe locatie", "nl"),
        ("five years' experience", "en"),
        ("JavaScript and TypeScript", "en"),
        ("HTML and CSS", "en"),
    ] {
        is_of(note, Some(own));
    }
    // Of two languages that are this near, a word may be of both.
    for tag in ["en", "es", "fr"] {
        let language = languages::all().find(|language| language.tag() == tag).unwrap();
        assert!(is_foreign("die Pläne", language), "{tag}");
    }
}

#[test]
fn borrowed_words_are_of_every_language() {
    for note in [
        "Menu à la carte",
        "mise en place",
        "Tour de France",
        "Rio de Janeiro",
        "La Rochelle",
        "vis-à-vis",
        "Made in Germany",
        "Six Sigma",
        "No-Code",
        "All-in-One",
        "Café Größenwahn",
        "de facto",
    ] {
        is_of(note, None);
    }
    let english = languages::english();
    for note in [
        "die casting",
        "Die casting",
        "Die Casting",
        "piñata",
        "the crème brûlée",
        "rôle play",
        "en route",
        "sin tax",
        "war on talent",
    ] {
        assert!(!is_foreign(note, english), "{note}");
    }
}

#[test]
fn terms_and_names_belong_to_no_language() {
    for note in ["event sourcing", "Kafka", "Kubernetes, Terraform, Rust", "Anke von der Heide", ""]
        .into_iter()
        .chain([
            "Proof of Concept",
            "proof of concept",
            "Kafka at scale",
            "Head of Product Design",
            "Training on the job",
            "Change Management",
            "Onboarding",
            "soft skills",
            "Soft Skills, Customer Experience",
            "Senior Product Owner",
            "New Work",
        ])
        .chain(["Los Angeles", "MIT", "Phase I", "Ruby on Rails", "Research and Development"])
    {
        is_of(note, None);
    }
}
