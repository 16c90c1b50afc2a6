//! The languages and regions that messages are written in.

use std::{borrow::Cow, fmt};

use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use utoipa::ToSchema;

/// The locales: the variant, its tag, its language, and the locale whose texts it uses.
macro_rules! locales {
    ($($(#[$doc:meta])* $variant:ident $tag:tt $language:tt => $texts:ident,)+) => {
        /// A language, with the region where that matters (BCP 47).
        #[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq, Serialize, ToSchema)]
        #[schema(as = LanguageTag)]
        pub enum Locale {
            $($(#[$doc])* #[serde(rename = $tag)] $variant,)+
        }

        impl Locale {
            /// All of them.
            pub const ALL: [Self; [$($tag),+].len()] = [$(Self::$variant),+];

            /// Its tag (BCP 47).
            #[must_use]
            pub const fn tag(self) -> &'static str {
                match self {
                    $(Self::$variant => $tag,)+
                }
            }

            /// The language alone.
            #[must_use]
            pub const fn language(self) -> &'static str {
                match self {
                    $(Self::$variant => $language,)+
                }
            }

            /// The locale whose texts it uses: that of Germany has those of German, that of Australia British ones.
            #[must_use]
            pub const fn texts(self) -> Self {
                match self {
                    $(Self::$variant => Self::$texts,)+
                }
            }
        }
    };
}

locales! {
    /// English of no particular region.
    #[default]
    En "en" "en" => En,
    /// American English.
    EnUs "en-US" "en" => EnUs,
    /// British English.
    EnGb "en-GB" "en" => EnGb,
    /// English in Australia.
    EnAu "en-AU" "en" => EnGb,
    /// English in Canada, which mixes both spellings.
    EnCa "en-CA" "en" => En,
    /// English in Ireland.
    EnIe "en-IE" "en" => EnGb,
    /// English in India.
    EnIn "en-IN" "en" => EnGb,
    /// English in New Zealand.
    EnNz "en-NZ" "en" => EnGb,
    /// English in South Africa.
    EnZa "en-ZA" "en" => EnGb,
    /// German of no particular region.
    De "de" "de" => De,
    /// German in Germany.
    DeDe "de-DE" "de" => De,
    /// German in Austria.
    DeAt "de-AT" "de" => DeAt,
    /// German in Switzerland.
    DeCh "de-CH" "de" => DeCh,
    /// German in Liechtenstein.
    DeLi "de-LI" "de" => DeCh,
    /// German in Luxembourg.
    DeLu "de-LU" "de" => De,
    /// French of no particular region.
    Fr "fr" "fr" => Fr,
    /// French in France.
    FrFr "fr-FR" "fr" => Fr,
    /// French in Belgium.
    FrBe "fr-BE" "fr" => FrBe,
    /// French in Canada.
    FrCa "fr-CA" "fr" => FrCa,
    /// French in Switzerland.
    FrCh "fr-CH" "fr" => FrCh,
    /// French in Luxembourg.
    FrLu "fr-LU" "fr" => Fr,
    /// Spanish of no particular region.
    Es "es" "es" => Es,
    /// Spanish in Spain.
    EsEs "es-ES" "es" => Es,
    /// Spanish in Latin America.
    Es419 "es-419" "es" => Es419,
    /// Spanish in Argentina.
    EsAr "es-AR" "es" => EsAr,
    /// Spanish in Chile.
    EsCl "es-CL" "es" => Es419,
    /// Spanish in Colombia.
    EsCo "es-CO" "es" => Es419,
    /// Spanish in Mexico.
    EsMx "es-MX" "es" => EsMx,
    /// Spanish in Peru.
    EsPe "es-PE" "es" => Es419,
    /// Spanish in the United States.
    EsUs "es-US" "es" => EsMx,
    /// Dutch of no particular region.
    Nl "nl" "nl" => Nl,
    /// Dutch in the Netherlands.
    NlNl "nl-NL" "nl" => Nl,
    /// Dutch in Belgium.
    NlBe "nl-BE" "nl" => NlBe,
}

impl Locale {
    /// The region, such as `US` or `419`; empty without one.
    #[must_use]
    pub fn region(self) -> &'static str {
        self.tag().split_once('-').map_or("", |(_, region)| region)
    }

    /// The locale of a tag that was stored. A newer release may have written one that this release doesn't know: then
    /// it is the nearest one, or English. Writing it again stores that.
    #[must_use]
    pub fn stored(tag: &str) -> Self {
        let exact = Self::ALL.into_iter().find(|locale| locale.tag() == tag);
        exact.or_else(|| Self::nearest(tag)).unwrap_or_default()
    }

    /// The nearest locale to a language tag (BCP 47): one of its language and region, else its language alone. `None`
    /// if there are no texts in that language, or the tag has invalid characters.
    ///
    /// Letters may be of any case (RFC 5646, section 2.1.1), and `_` may stand for `-`, as operating systems write it.
    /// A script and variants are left aside. Spanish of an unlisted region of America is that of Latin America.
    #[must_use]
    pub fn nearest(tag: &str) -> Option<Self> {
        let is_tag = tag.split(['-', '_']).all(|subtag| {
            (1..=MAX_SUBTAG_LENGTH).contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
        if !is_tag {
            return None;
        }
        let mut subtags = tag.split(['-', '_']);
        let language = subtags.next()?;
        let same = |locale: &Self| locale.language().eq_ignore_ascii_case(language);
        let bare = Self::ALL.into_iter().find(same)?;
        let is_region = |subtag: &&str| match subtag.len() {
            2 => subtag.bytes().all(|byte| byte.is_ascii_alphabetic()),
            3 => subtag.bytes().all(|byte| byte.is_ascii_digit()),
            _ => false,
        };
        // A single letter begins an extension, in which two letters are no region.
        let region = subtags.take_while(|subtag| subtag.len() > 1).find(is_region).unwrap_or_default();
        let exact = || Self::ALL.into_iter().filter(same).find(|locale| locale.region().eq_ignore_ascii_case(region));
        let american = || {
            let region = region.to_ascii_uppercase();
            (bare == Self::Es && SPANISH_AMERICA.contains(&&*region)).then_some(Self::Es419)
        };
        if region.is_empty() { Some(bare) } else { exact().or_else(american).or(Some(bare)) }
    }
}

/// The maximum length of a subtag (RFC 5646, section 2.1).
const MAX_SUBTAG_LENGTH: usize = 8;

/// The countries of America in which Spanish is spoken and that have no locale of their own (CLDR: their parent is
/// `es-419`).
const SPANISH_AMERICA: [&str; 15] =
    ["BO", "BZ", "CR", "CU", "DO", "EC", "GT", "HN", "NI", "PA", "PR", "PY", "SV", "UY", "VE"];

impl<'de> Deserialize<'de> for Locale {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let tag = Cow::<str>::deserialize(deserializer)?;
        Self::nearest(&tag).ok_or_else(|| {
            let known = Self::ALL.map(Self::tag).join(", ");
            D::Error::custom(format_args!("is no language that there are texts in: {known}"))
        })
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_begin_with_their_language_and_name_their_texts() {
        for locale in Locale::ALL {
            assert_eq!(locale.tag().split('-').next(), Some(locale.language()));
            assert_eq!(locale.texts().language(), locale.language());
            assert_eq!(locale.texts().texts(), locale.texts());
            assert_eq!(Locale::nearest(locale.tag()), Some(locale));
        }
    }

    #[test]
    fn a_tag_is_read_in_any_case_and_written_in_one() {
        for (tag, named) in [
            ("de-ch", Some("de-CH")),
            ("DE", Some("de")),
            ("de_CH", Some("de-CH")),
            ("ES_419", Some("es-419")),
            ("en-US", Some("en-US")),
            ("de-CH-1996", Some("de-CH")),
            ("de-Latn-AT", Some("de-AT")),
            ("de-IT", Some("de")),
            ("es-VE", Some("es-419")),
            ("fr-MA", Some("fr")),
            ("en-XX", Some("en")),
            ("de CH", None),
            ("de-", None),
            ("zz", None),
            ("", None),
        ] {
            let read = serde_json::from_value::<Locale>(tag.into()).ok();
            assert_eq!(read.map(|locale| serde_json::to_value(locale).unwrap()), named.map(Into::into), "{tag}");
        }
    }

    #[test]
    fn every_stored_tag_is_read() {
        assert_eq!(Locale::stored("de-CH"), Locale::DeCh);
        assert_eq!(Locale::stored("de-IT"), Locale::De);
        assert_eq!(Locale::stored("tlh"), Locale::En);
    }

    #[test]
    fn the_nearest_locale_has_the_language() {
        for (tag, nearest) in [
            ("DE_at", Some(Locale::DeAt)),
            ("de-1996", Some(Locale::De)),
            ("de-Latn-CH-1996", Some(Locale::DeCh)),
            ("de-BE", Some(Locale::De)),
            ("es-UY", Some(Locale::Es419)),
            ("es-PH", Some(Locale::Es)),
            ("en-x-US", Some(Locale::En)),
            ("fr-u-ca-buddhist", Some(Locale::Fr)),
            ("nl-SR", Some(Locale::Nl)),
            ("pl", None),
            ("", None),
            ("*", None),
        ] {
            assert_eq!(Locale::nearest(tag), nearest, "{tag}");
        }
    }
}
