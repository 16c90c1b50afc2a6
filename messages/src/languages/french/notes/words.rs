//! Words that tell what a note is.

/// Words with which a noun phrase begins.
pub(super) const DETERMINERS: &[&str] = &[
    "le", "la", "les", "l'", "un", "une", "des", "du", "mon", "ma", "mes", "ton", "ta", "tes", "son", "sa", "ses", "notre",
    "nos", "votre", "vos", "leur", "leurs", "ce", "cet", "cette", "ces", "deux", "trois", "quatre", "cinq", "six", "sept",
    "huit", "neuf", "dix", "onze", "douze", "quinze", "vingt", "trente", "plusieurs", "quelques", "chaque",
];

/// Words after which a verb belongs to a clause of its own.
pub(super) const RELATIVES: &[&str] =
    &["qui", "que", "qu'", "dont", "où", "comment", "pourquoi", "pour", "afin", "à", "quand", "lequel", "laquelle"];

/// Words that begin a note and are no name.
pub(super) const ADVERBS: &[&str] = &[
    "comment", "pourquoi", "plus", "moins", "beaucoup", "peut-être", "parfois", "souvent", "dès", "depuis", "après", "avant",
    "dans", "avec", "sans", "chez", "sur", "pour", "par", "en", "au", "aux", "à",
];

/// Frequent verbs with their endings.
pub(super) const FINITE: &[&str] = &[
    "est", "sont", "était", "étaient", "sera", "seront", "serait", "suis", "ai", "as", "a", "ont", "avait", "avaient", "aura",
    "auront", "va", "vont", "fait", "font", "peut", "peuvent", "doit", "doivent", "veut", "veulent", "utilise", "cherche",
    "recrute", "prévoit", "travaille", "fonctionne", "avance", "évolue", "arrive", "existe", "reste", "devient", "permet",
    "pense", "gère", "commence", "grandit", "développe", "prend", "met", "vient", "tient", "dit", "parle", "semble", "faut",
    "dépend", "aide", "avez", "êtes", "faites", "allez", "pouvez", "devez", "voulez", "avons", "sommes", "ouvre", "ferme",
    "lance", "migre", "s'", "se", "n'", "ne", "y",
];

/// Words in "-ent" that are no verbs.
pub(super) const NOUNS_IN_ENT: &[&str] = &[
    "accent", "accident", "adjacent", "agent", "argent", "client", "cohérent", "compétent", "continent", "content", "cent",
    "pourcent", "différent", "efficient", "équivalent", "excellent", "existent", "fréquent", "incident", "intelligent",
    "parent", "patient", "permanent", "pertinent", "précédent", "présent", "récent", "régent", "souvent", "talent", "transparent",
    "urgent", "vent", "event", "management-consent", "président", "résident", "antécédent", "évident", "prudent", "récipient",
];

/// Verbs with which a goal begins.
pub(super) const INFINITIVES: &[&str] = &[
    "accompagner", "acquérir", "aider", "améliorer", "animer", "apporter", "apprendre", "approfondir", "assumer", "bâtir",
    "changer", "coder", "collaborer", "concevoir", "conduire", "conseiller", "construire", "contribuer", "créer", "découvrir",
    "développer", "devenir", "diriger", "élargir", "encadrer", "enseigner", "être", "évoluer", "exercer", "faire", "former",
    "gérer", "grandir", "guider", "innover", "intégrer", "lancer", "manager", "maîtriser", "mener", "mettre", "monter",
    "obtenir", "occuper", "organiser", "participer", "passer", "piloter", "poursuivre", "prendre", "progresser", "rejoindre",
    "relever", "rendre", "renforcer", "représenter", "résoudre", "spécialiser", "superviser", "travailler", "trouver",
    "utiliser", "vendre", "vivre",
];

/// Words of notes that are no matter for a message.
pub(super) const PRIVATE: &[&str] = &[
    "salaire", "salaires", "paie", "paye", "rémunération", "prime", "primes", "congé", "congés", "vacances", "rtt", "mutuelle",
    "divorce", "divorcé", "divorcée", "enceinte", "malade", "maladie", "séduisant", "séduisante", "mignon", "mignonne", "joli",
    "jolie", "moche", "bizarre", "antipathique", "ragot", "ragots", "rumeur", "rumeurs", "nerveux", "nerveuse", "stressé",
    "stressée", "chiant", "chiante",
];

/// Words with which one tells oneself what to do.
pub(super) const REMINDERS: &[&str] = &[
    "penser", "rappeler", "demander", "vérifier", "envoyer", "relancer", "mentionner", "oublier", "ne", "todo", "noter",
    "insister", "remercier", "appeler", "dire", "éviter", "préparer", "relire",
];

/// What anybody can say of themselves.
pub(super) const TRAITS: &[&str] = &[
    "motivé", "motivée", "dynamique", "sérieux", "sérieuse", "rigoureux", "rigoureuse", "autonome", "ponctuel", "ponctuelle",
    "organisé", "organisée", "travailleur", "travailleuse", "polyvalent", "polyvalente", "créatif", "créative", "curieux",
    "curieuse", "fiable", "esprit", "équipe", "d'équipe", "bon", "bonne", "relationnel", "passionné", "passionnée", "sympa",
    "sympathique", "gentil", "gentille", "souriant", "souriante", "flexible", "proactif", "proactive", "aimable",
];
