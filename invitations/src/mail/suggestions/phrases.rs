//! Words by which employers say what they mean, in English, German, French and Spanish.

use super::Confidence;

/// A sentence in lower case, with plain apostrophes and single spaces.
pub(super) struct Phrases(String);

const REJECTION: [&str; 50] = [
    "not be moving forward",
    "not to move forward",
    "not move forward with your",
    "won't be moving forward",
    "not be progressing",
    "not be proceeding",
    "not to proceed with your",
    "unable to offer you",
    "not able to offer you",
    "cannot offer you",
    "can't offer you",
    "not been selected",
    "were not selected",
    "have not been successful",
    "has not been successful",
    "been unsuccessful",
    "was unsuccessful",
    "move forward with other candidates",
    "proceed with other candidates",
    "proceed with another candidate",
    "pursue other candidates",
    "go with another candidate",
    "gone with another candidate",
    "chosen another candidate",
    "selected another candidate",
    "other candidates whose",
    "regret to inform you",
    "position has been filled",
    "role has been filled",
    "not the right fit",
    "no longer under consideration",
    "ihnen eine absage",
    "ihnen leider absagen",
    "für einen anderen bewerber",
    "für eine andere bewerberin",
    "für andere bewerber",
    "für einen anderen kandidaten",
    "für andere kandidat",
    "nicht berücksichtigen",
    "keine positive",
    "nicht in die engere",
    "avons le regret",
    "n'a pas été retenue",
    "pas retenu",
    "pas donner suite",
    "autre candidat",
    "lamentamos",
    "no ha sido seleccionad",
    "otro candidato",
    "no continuar con su",
];

const NOT_AN_OFFER: [&str; 12] = [
    "not",
    "unable",
    "cannot",
    "can't",
    "unfortunately",
    "leider",
    "nicht",
    "malheureusement",
    "ne pouvons pas",
    "lamentablemente",
    "no podemos",
    "other candidate",
];

const OFFER: [&str; 24] = [
    "pleased to offer you",
    "happy to offer you",
    "delighted to offer you",
    "excited to offer you",
    "thrilled to offer you",
    "like to offer you the",
    "like to offer you a position",
    "offer you the position",
    "offer you the role",
    "offer you the job",
    "offer of employment",
    "extend an offer",
    "extend you an offer",
    "extending an offer",
    "job offer",
    "offer letter",
    "ihnen die stelle an",
    "die stelle anbieten",
    "anstellungsvertrag",
    "arbeitsvertrag",
    "vous proposer le poste",
    "promesse d'embauche",
    "oferta de trabajo",
    "ofrecerle el puesto",
];

const NEXT_ROUND: [&str; 27] = [
    "to the next round",
    "to the next stage",
    "to the next step",
    "for the next round",
    "for the next stage",
    "move forward with your application",
    "moving forward with your application",
    "like to invite you",
    "pleased to invite you",
    "invite you to interview",
    "invite you to an interview",
    "invite you for an interview",
    "second interview",
    "zum nächsten gespräch",
    "zweiten gespräch",
    "nächste runde",
    "nächsten runde",
    "laden wir sie",
    "wir laden sie",
    "sie einladen",
    "sie gerne kennenlernen",
    "prochaine étape",
    "souhaitons vous inviter",
    "second entretien",
    "siguiente fase",
    "próxima fase",
    "nos gustaría invitar",
];

const DECISION: [&str; 38] = [
    "decision",
    "decide",
    "get back to you",
    "getting back to you",
    "hear from us",
    "hear back",
    "hear from me",
    "let you know",
    "letting you know",
    "update you",
    "be in touch",
    "in touch with you",
    "come back to you",
    "you'll hear",
    "you will hear",
    "give you feedback",
    "share feedback",
    "an update",
    "entscheid",
    "rückmeldung",
    "melden uns",
    "melde mich",
    "bescheid",
    "décision",
    "reviendrons vers vous",
    "reviens vers vous",
    "revenir vers vous",
    "vous tiendrons informé",
    "recontacter",
    "notre réponse",
    "decisión",
    "decidir",
    "daremos una respuesta",
    "nuestra respuesta",
    "contactaremos",
    "nos pondremos en contacto",
    "le informaremos",
    "te informaremos",
];

const INTERVIEW: [&str; 29] = [
    "interview",
    "meet",
    "a call",
    "phone call",
    "video call",
    "the call",
    "chat",
    "speak with",
    "talk to",
    "talk with",
    "appointment",
    "gespräch",
    "termin",
    "telefonat",
    "telefonieren",
    "treffen",
    "kennenlern",
    "entretien",
    "rendez-vous",
    "échange",
    "rencontrer",
    "entrevista",
    "reunión",
    "reunir",
    "llamada",
    "una cita",
    "scheduled for",
    "slot",
    "available on",
];

const ASKS: [&str; 33] = [
    "please",
    "kindly",
    "let us know",
    "let me know",
    "confirm",
    "respond",
    "reply",
    "submit",
    "send us",
    "send me",
    "sign and",
    "return the",
    "complete the",
    "accept the offer",
    "expires",
    "could you",
    "can you",
    "bitte",
    "teilen sie",
    "senden sie",
    "geben sie",
    "bestätigen sie",
    "merci de",
    "veuillez",
    "pourriez-vous",
    "nous confirmer",
    "por favor",
    "rogamos",
    "confirme",
    "confírm",
    "envíe",
    "responda",
    "háganos saber",
];

const BY: [&str; 21] = [
    " by ",
    " before ",
    " until ",
    " no later than ",
    " latest ",
    " deadline ",
    " expires ",
    " bis ",
    " spätestens ",
    " vor dem ",
    " avant ",
    " d'ici ",
    " au plus tard ",
    " jusqu'au ",
    " antes ",
    " hasta ",
    " a más tardar ",
    " end of day",
    " eod ",
    " due ",
    " para el ",
];

const AWAY: [&str; 36] = [
    "out of office",
    "out of the office",
    "on leave",
    "on annual leave",
    "on vacation",
    "on holiday",
    "away until",
    "away from",
    "be away",
    "am away",
    "be back",
    "back on",
    "back in the office",
    "returning on",
    "return on",
    "return to the office",
    "will return",
    "abwesend",
    "nicht im büro",
    "nicht im haus",
    "im urlaub",
    "in urlaub",
    "wieder erreichbar",
    "wieder im büro",
    "bin ich wieder",
    "wieder für sie da",
    "absent",
    "en congé",
    "de retour",
    "serai absent",
    "fuera de la oficina",
    "fuera de oficina",
    "de vacaciones",
    "de vuelta",
    "regreso",
    "ausente",
];

const POLITE: [&str; 12] = [
    "how are you?",
    "how are you doing?",
    "how have you been?",
    "any questions?",
    "questions?",
    "wie geht es ihnen?",
    "haben sie noch fragen?",
    "noch fragen?",
    "comment allez-vous?",
    "des questions?",
    "¿cómo está?",
    "¿alguna pregunta?",
];

impl Phrases {
    pub(super) fn new(sentence: &str) -> Self {
        let text = sentence.to_lowercase().replace(['\u{2019}', '\u{2bc}'], "'");
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        Self(format!(" {words} "))
    }

    pub(super) fn text(&self) -> &str {
        &self.0
    }

    fn has(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.0.contains(phrase))
    }

    pub(super) fn rejection(&self) -> Option<Confidence> {
        if self.has(&REJECTION) {
            return Some(Confidence::High);
        }
        let sorry = self.has(&[
            "unfortunately",
            "regret",
            "leider",
            "malheureusement",
            "lamentablemente",
            "desafortunadamente",
        ]);
        let about = self.has(&[
            "your application",
            "your candidacy",
            "ihre bewerbung",
            "ihrer bewerbung",
            "votre candidature",
            "su candidatura",
            "tu candidatura",
            "other candidates",
            "another candidate",
        ]);
        (sorry && about).then_some(Confidence::Medium)
    }

    pub(super) fn offer(&self) -> bool {
        self.has(&OFFER) && !NOT_AN_OFFER.iter().any(|word| self.0.contains(&format!(" {word} ")))
    }

    pub(super) fn next_round(&self) -> bool {
        self.has(&NEXT_ROUND)
    }

    pub(super) fn decision(&self) -> bool {
        self.has(&DECISION)
    }

    pub(super) fn interview(&self) -> bool {
        self.has(&INTERVIEW)
    }

    /// The employer wants something by then. "We will let you know by Friday" is no such thing.
    pub(super) fn answer_by(&self) -> bool {
        self.has(&ASKS) && self.has(&BY) && !self.has(&["let you know", "get back to you", "hear from us"])
    }

    pub(super) fn away(&self) -> bool {
        self.has(&AWAY)
    }

    /// Whether it says what happens if something else does.
    pub(super) fn is_conditional(&self) -> bool {
        self.has(&[" if ", " should you ", " in case ", " falls ", " wenn ", " sollten sie ", " si ", " en caso de "])
    }

    pub(super) fn is_polite_question(&self) -> bool {
        let question = self.0.trim().replace(" ?", "?");
        POLITE.contains(&&*question)
    }
}
