//! The nouns and legal forms that show the gender of the name of a company.

/// Legal forms at the end of a name, without dots, that make it feminine.
pub(super) const FEMININE_FORMS: [&str; 18] = [
    "gmbh",
    "ggmbh",
    "mbh",
    "ag",
    "kg",
    "kgaa",
    "se",
    "ohg",
    "gbr",
    "ug",
    "haftungsbeschränkt",
    "eg",
    "egbr",
    "partg",
    "partgmbb",
    "stiftung",
    "genossenschaft",
    "aktiengesellschaft",
];

/// Nouns with which the names of institutions begin.
pub(super) const FEMININE: [&str; 30] = [
    "agentur",
    "akademie",
    "anstalt",
    "bank",
    "behörde",
    "bezirksregierung",
    "bundesagentur",
    "bundesanstalt",
    "fachhochschule",
    "firma",
    "gemeinde",
    "gesellschaft",
    "hansestadt",
    "hochschule",
    "kanzlei",
    "klinik",
    "kreissparkasse",
    "landeshauptstadt",
    "oberschule",
    "pädagogische",
    "praxis",
    "raiffeisenbank",
    "schule",
    "sparkasse",
    "stadt",
    "stadtsparkasse",
    "stadtverwaltung",
    "stiftung",
    "universität",
    "volksbank",
];
pub(super) const MASCULINE: [&str; 10] =
    ["bezirk", "bund", "kanton", "kreis", "landkreis", "landesbetrieb", "magistrat", "verband", "verein", "verlag"];
pub(super) const NEUTER: [&str; 20] = [
    "amt",
    "amtsgericht",
    "architekturbüro",
    "autohaus",
    "bezirksamt",
    "bundesamt",
    "bundesministerium",
    "finanzamt",
    "forschungszentrum",
    "gymnasium",
    "ingenieurbüro",
    "institut",
    "klinikum",
    "krankenhaus",
    "landratsamt",
    "ministerium",
    "museum",
    "spital",
    "theater",
    "universitätsklinikum",
];

/// Ends of feminine nouns behind an adjective: "Deutsche Post", "Österreichische Nationalbank".
pub(super) const FEMININE_ENDS: [&str; 29] = [
    "agentur",
    "akademie",
    "bahn",
    "bank",
    "bibliothek",
    "börse",
    "gesellschaft",
    "gruppe",
    "heit",
    "hilfe",
    "ion",
    "kasse",
    "keit",
    "kirche",
    "klinik",
    "lufthansa",
    "oper",
    "philharmonie",
    "post",
    "rundschau",
    "schaft",
    "schule",
    "stiftung",
    "tät",
    "telekom",
    "union",
    "ung",
    "welle",
    "zeitung",
];

/// Ends of other nouns of associations.
pub(super) const MASCULINE_ENDS: [&str; 5] = ["bund", "club", "klub", "verband", "verein"];
pub(super) const NEUTER_ENDS: [&str; 5] = ["haus", "institut", "netzwerk", "werk", "zentrum"];

/// Ends of feminine nouns with which names of institutions begin: "Ärztekammer", "Stadtbibliothek".
pub(super) const FEMININE_COMPOUNDS: [&str; 14] = [
    "akademie",
    "anstalt",
    "behörde",
    "bibliothek",
    "direktion",
    "feuerwehr",
    "hochschule",
    "kammer",
    "kasse",
    "klinik",
    "polizei",
    "universität",
    "versicherung",
    "verwaltung",
];
/// The same of masculine ones, and of neuter ones: "Universitätsspital".
pub(super) const MASCULINE_COMPOUNDS: [&str; 2] = ["verband", "rundfunk"];
pub(super) const NEUTER_COMPOUNDS: [&str; 7] =
    ["gericht", "institut", "klinikum", "krankenhaus", "ministerium", "museum", "spital"];

/// Nouns with which names end, behind words that aren't inflected: "Ernst Klett Verlag".
pub(super) const FEMININE_LAST: [&str; 3] = ["gruppe", "hochschule", "universität"];
pub(super) const MASCULINE_LAST: [&str; 3] = ["verband", "verein", "verlag"];
pub(super) const NEUTER_LAST: [&str; 5] = ["institut", "klinikum", "krankenhaus", "museum", "spital"];

/// Ends of plurals: "Stadtwerke München", "Österreichische Bundesbahnen", "Berliner Verkehrsbetriebe".
pub(super) const PLURAL_ENDS: [&str; 13] = [
    "bahnen",
    "betriebe",
    "bühnen",
    "festspiele",
    "kliniken",
    "krankenhäuser",
    "linien",
    "museen",
    "philharmoniker",
    "sammlungen",
    "stadtwerke",
    "symphoniker",
    "werkstätten",
];
