//! Words by which notes are told.

pub(super) const ABBREVIATIONS: &[&str] = &[
    "aprox", "av", "cía", "d", "depto", "dr", "dra", "ej", "etc", "ing", "lic", "núm", "p", "pág", "prof", "s.a", "sr",
    "sra", "ud",
];

pub(super) const DETERMINERS: &[&str] = &[
    "el", "la", "los", "las", "un", "una", "unos", "unas", "su", "sus", "tu", "tus", "mi", "mis", "nuestro", "nuestra",
    "nuestros", "nuestras", "este", "esta", "estos", "estas", "ese", "esa", "esos", "esas", "dos", "tres", "cuatro",
    "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce", "quince", "veinte", "treinta", "varios", "varias",
    "muchos", "muchas",
];

pub(super) const PREPOSITIONS: &[&str] = &[
    "a", "al", "ante", "bajo", "con", "contra", "de", "del", "desde", "durante", "en", "entre", "hacia", "hasta", "para",
    "por", "sin", "sobre", "tras",
];

/// Adjectives that stand before their noun.
pub(super) const PRENOMINAL: &[&str] = &[
    "antigua", "antiguo", "buen", "buena", "diferentes", "distintas", "distintos", "futura", "futuro", "gran", "grandes",
    "mejor", "mejores", "nueva", "nuevas", "nuevo", "nuevos", "otra", "otras", "otro", "otros", "posible", "primer",
    "primera", "primeras", "primeros", "próxima", "próximo", "segunda", "segundo",
];

/// Adjectives without an ending of their own.
pub(super) const ADJECTIVES: &[&str] = &[
    "abierta", "abiertas", "abierto", "abiertos", "ágil", "ágiles", "continua", "continuo", "corta", "corto", "diaria",
    "diario", "externa", "externas", "externo", "externos", "grande", "grandes", "interna", "internas", "interno",
    "internos", "larga", "largo", "limpia", "limpio", "moderna", "moderno", "nueva", "nuevas", "nuevo", "nuevos", "pequeña",
    "pequeño", "propia", "propio",
];

/// Words that only whole sentences have.
pub(super) const FINITE: &[&str] = &[
    "abre", "abren", "apuesta", "busca", "buscan", "cambia", "cambian", "comenta", "comentó", "construye", "construyen",
    "contrata", "contratan", "crece", "crecen", "cree", "creen", "cuenta", "debe", "deben", "desarrolla", "desarrollan",
    "dice", "dijo", "empieza", "empiezan", "era", "eran", "es", "está", "están", "fue", "fueron", "funciona", "ha", "hace",
    "hacen", "han", "hay", "lanza", "lanzan", "le", "les", "llega", "lleva", "llevan", "me", "migra", "migran", "necesita",
    "necesitan", "no", "nos", "pasa", "pasan", "planea", "planean", "prepara", "preparan", "puede", "pueden", "que",
    "quiere", "quieren", "se", "será", "serán", "son", "te", "tiene", "tienen", "trabaja", "trabajan", "usa", "usan", "va",
];

/// What a candidate says of themselves.
pub(super) const FIRST_PERSON: &[&str] = &[
    "coordino", "conozco", "construí", "creé", "desarrollo", "di", "dirijo", "domino", "enseño", "estoy", "estudio", "fui",
    "gestiono", "hablo", "hago", "he", "hice", "lidero", "llevo", "llevé", "manejo", "participo", "podría", "puedo",
    "publico", "sé", "soy", "tengo", "trabajo", "tuve", "uso", "viví", "vivo",
];

/// First words that are no names.
pub(super) const SMALL_STARTS: &[&str] = &[
    "acerca", "además", "actualmente", "charla", "claro", "como", "cómo", "con", "conversación", "cinco", "cuatro",
    "comentamos", "conversamos", "de", "deseo", "desde", "diez", "dos", "doce", "el", "en", "es", "esta", "este",
    "experiencia", "hablamos", "la", "las", "lo", "los", "me", "mi", "mis", "muchos", "muchas", "no", "nueve", "nuestra",
    "nuestro", "ocho", "para", "por", "que", "quiero", "quisiera", "quince", "seis", "si", "sí", "siete", "sobre", "su",
    "sus", "también", "tres", "tu", "un", "una", "unas", "unos", "varios", "veinte",
];

/// Nouns that end like infinitives.
pub(super) const NO_INFINITIVES: &[&str] = &[
    "alquiler", "azúcar", "bienestar", "carácter", "deber", "hogar", "líder", "lugar", "mujer", "pilar", "placer", "poder",
    "popular", "similar", "solar", "taller",
];

/// Infinitives with which a candidate reminds themselves.
pub(super) const REMINDERS: &[&str] = &[
    "agradecer", "avisar", "comprobar", "confirmar", "contestar", "enviar", "escribir", "insistir", "investigar", "llamar",
    "mandar", "mencionar", "mirar", "preguntar", "recordar", "repasar", "revisar",
];

/// What is no matter for a message.
pub(super) const PRIVATE: &[&str] = &[
    "bonus", "cotilleo", "cotilleos", "divorcio", "embarazada", "embarazo", "enfermedad", "enfermo", "enferma", "fea",
    "feo", "guapa", "guapo", "maternidad", "novia", "novio", "nómina", "remuneración", "retribución",
    "religión", "rumor", "rumores", "salarial", "salario", "salarios", "sueldo", "sueldos", "tatuaje",
    "tatuajes", "vacaciones",
];

/// Words that anybody can call themselves by, and those between them.
pub(super) const TRAITS: &[&str] = &[
    "agradable", "amable", "amables", "comprometida", "comprometido", "con", "constante", "creativa", "creativo",
    "dinámica", "dinámico", "e", "equipo", "en", "flexible", "grupo", "honesta", "honesto", "inteligente", "motivación",
    "motivada", "motivado", "muy", "organizada", "organizado", "persona", "proactiva", "proactivo", "puntual", "rápida",
    "rápido", "responsable", "simpática", "simpático", "simpáticos", "trabajador", "trabajadora", "trabajo", "una", "un",
    "y", "ganas",
];

/// First words of strengths that need no determiner.
pub(super) const BARE_STRENGTHS: &[&str] =
    &["conocimiento", "conocimientos", "dominio", "experiencia", "formación", "años", "estudios", "certificación"];
