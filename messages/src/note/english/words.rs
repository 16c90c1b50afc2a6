//! Word lists. Each is sorted, so that it can be searched.

/// Whether `list`, which is sorted, has `word`, whatever its case.
pub(super) fn is_one_of(list: &[&str], word: &str) -> bool {
    list.binary_search(&word.to_lowercase().replace('\u{2019}', "'").as_str()).is_ok()
}

/// Words that begin a noun phrase.
pub(super) const DETERMINERS: &[&str] = &[
    "a", "all", "an", "another", "any", "both", "each", "every", "her", "his", "its", "many", "more", "most", "much", "my", "no", "one", "our", "several", "some", "that", "the", "their", "these", "this", "those", "your",
];

/// Words that are a subject on their own; with what they contract to.
pub(super) const PRONOUNS: &[&str] = &[
    "everybody", "everyone", "he", "he'd", "he'll", "he's", "i", "i'd", "i'll", "i'm", "i've", "it", "it'd", "it'll", "it's", "nobody", "she", "she'd", "she'll", "she's", "somebody", "someone", "that's", "there", "there's", "they", "they'd", "they'll", "they're", "they've", "we", "we'd", "we'll", "we're", "we've", "you", "you'd", "you'll", "you're", "you've",
];

/// Words that begin a clause which can stand as an object.
pub(super) const WH: &[&str] = &[
    "how", "what", "when", "where", "whether", "who", "why",
];

/// Prepositions.
pub(super) const PREPOSITIONS: &[&str] = &[
    "about", "above", "across", "after", "against", "along", "among", "around", "as", "at", "before", "behind", "below", "between", "beyond", "by", "despite", "during", "except", "for", "from", "in", "inside", "into", "like", "near", "of", "off", "on", "onto", "out", "outside", "over", "per", "since", "than", "through", "throughout", "to", "toward", "towards", "under", "until", "up", "upon", "via", "vs", "with", "within", "without",
];

/// Words that join.
pub(super) const CONJUNCTIONS: &[&str] = &[
    "and", "because", "but", "if", "nor", "or", "so", "that", "though", "unless", "which", "while", "whose", "yet",
];

/// What can follow a verb as its object or complement.
pub(super) const COMPARATIVES: &[&str] = &[
    "better", "broader", "closer", "deeper", "further", "into", "less", "me", "more", "myself", "other", "others", "ownership", "part", "people", "responsibility", "technical",
];

/// Abbreviations that keep their stop.
pub(super) const ABBREVIATIONS: &[&str] = &[
    "approx", "co", "corp", "dept", "etc", "inc", "jr", "ltd", "no", "sr", "st", "vs",
];

/// What somebody is, where a preposition follows.
pub(super) const PREDICATES: &[&str] = &[
    "accustomed", "adept", "certified", "comfortable", "confident", "experienced", "fluent", "proficient", "qualified", "skilled", "trained", "used", "versed",
];

/// Verbs that goals begin with.
pub(super) const AIMS: &[&str] = &[
    "become", "build", "coach", "contribute", "deepen", "design", "develop", "find", "gain", "get", "give", "go", "grow", "have", "help", "improve", "join", "keep", "lead", "learn", "make", "manage", "mentor", "move", "own", "return", "run", "see", "shape", "share", "spend", "start", "stay", "step", "switch", "take", "teach", "turn", "use", "work", "write",
];

/// Words that notes begin with and that are no names.
pub(super) const SMALL_STARTS: &[&str] = &[
    "about", "advanced", "agile", "broad", "broader", "code", "continuous", "cross-functional", "current", "customer", "daily", "deep", "deployment", "design", "distributed", "early", "eight", "event", "experience", "extensive", "fifteen", "first", "five", "former", "four", "full", "hands-on", "incident", "instead", "internal", "knowledge", "large", "legacy", "long", "low", "mentorship", "migration", "modern", "move", "new", "nine", "on-call", "open", "operational", "other", "ownership", "pair", "people", "performance", "plans", "platform", "possible", "practical", "professional", "proven", "quality", "recent", "remote", "same", "seven", "shared", "short", "six", "small", "solid", "strong", "technical", "ten", "test", "three", "too", "twelve", "twenty", "two", "user", "very", "weekly", "working", "years",
];

/// Verbal nouns that notes begin with.
pub(super) const GERUNDS: &[&str] = &[
    "automating", "becoming", "being", "bringing", "building", "changing", "closing", "coaching", "contributing", "creating", "cutting", "deepening", "delivering", "deploying", "designing", "developing", "doing", "finding", "getting", "giving", "going", "growing", "handling", "having", "helping", "hiring", "improving", "introducing", "joining", "keeping", "leading", "learning", "maintaining", "making", "managing", "measuring", "mentoring", "migrating", "moving", "onboarding", "opening", "operating", "owning", "planning", "porting", "rebuilding", "reducing", "refactoring", "removing", "replacing", "returning", "rewriting", "rolling", "running", "scaling", "setting", "shaping", "shipping", "simplifying", "speaking", "splitting", "starting", "supporting", "taking", "talking", "teaching", "testing", "tuning", "turning", "understanding", "using", "working", "writing",
];

/// Verbs in the past, as CVs begin with them.
pub(super) const PAST: &[&str] = &[
    "achieved", "automated", "brought", "built", "closed", "coached", "contributed", "created", "cut", "delivered", "deployed", "designed", "developed", "did", "drove", "established", "founded", "gained", "gave", "grew", "handled", "helped", "hired", "implemented", "improved", "increased", "introduced", "joined", "launched", "learned", "led", "made", "maintained", "managed", "mentored", "migrated", "modernised", "modernized", "moved", "negotiated", "operated", "organised", "organized", "owned", "planned", "ported", "presented", "published", "ran", "rebuilt", "received", "reduced", "refactored", "removed", "replaced", "rewrote", "scaled", "served", "set", "shaped", "shipped", "simplified", "sold", "spent", "split", "started", "supervised", "supported", "taught", "took", "trained", "turned", "used", "won", "worked", "wrote",
];

/// Verbs that make a clause a sentence.
pub(super) const FINITE: &[&str] = &[
    "am", "are", "aren't", "asked", "became", "began", "believe", "believes", "bought", "came", "can", "can't", "cannot", "chose", "could", "couldn't", "did", "didn't", "does", "doesn't", "don't", "enjoy", "enjoyed", "expects", "explained", "felt", "found", "gave", "got", "had", "hadn't", "has", "hasn't", "have", "haven't", "heard", "is", "isn't", "kept", "knew", "know", "knows", "learned", "let", "liked", "likes", "love", "loved", "loves", "made", "means", "meant", "mentioned", "met", "might", "must", "needs", "noticed", "plans", "prefer", "prefers", "said", "saw", "seems", "sees", "shall", "should", "shouldn't", "showed", "spoke", "stood", "talked", "think", "thinks", "thought", "told", "took", "tried", "tries", "understand", "use", "uses", "want", "wanted", "wants", "was", "wasn't", "went", "were", "weren't", "will", "won't", "would", "wouldn't", "wrote",
];

/// Nouns in the plural that are no verbs.
pub(super) const THINGS: &[&str] = &[
    "accounts", "analysts", "apps", "budgets", "campaigns", "children", "classes", "clients", "clusters", "colleagues", "containers", "contracts", "countries", "courses", "customers", "dashboards", "databases", "departments", "deployments", "designers", "details", "developers", "editors", "engineers", "events", "features", "forms", "frameworks", "goals", "grants", "incidents", "interfaces", "juniors", "languages", "lessons", "libraries", "managers", "markets", "members", "methods", "metrics", "models", "networks", "nurses", "objectives", "offices", "parents", "partners", "patients", "payments", "people", "pipelines", "platforms", "policies", "priorities", "problems", "processes", "products", "programmes", "programs", "projects", "queries", "queues", "regions", "retrospectives", "schools", "servers", "services", "shops", "skills", "stakeholders", "standards", "stores", "students", "suppliers", "systems", "teachers", "teams", "technologies", "tests", "things", "tools", "topics", "users", "values", "vendors", "volunteers", "warehouses", "weeks", "workflows", "workshops", "years",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [
            DETERMINERS,
            PRONOUNS,
            WH,
            PREPOSITIONS,
            CONJUNCTIONS,
            COMPARATIVES,
            ABBREVIATIONS,
            PREDICATES,
            AIMS,
            SMALL_STARTS,
            GERUNDS,
            PAST,
            FINITE,
            THINGS,
        ] {
            assert!(list.is_sorted(), "{list:?}");
        }
        assert!(is_one_of(PRONOUNS, "We’ve"));
    }
}
