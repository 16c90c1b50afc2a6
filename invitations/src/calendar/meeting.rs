//! Finds the link, the place and the medium of a meeting.

use planning::{WebUrl, facts::Medium};
use url::Url;

use super::{
    Warning,
    components::{Component, is_shown},
    property::Property,
};

const MAX_PLACE_LENGTH: usize = 1_000;
/// The maximum length of a link in characters, as [`WebUrl`] has it.
const MAX_LINK_LENGTH: usize = 500;
/// The maximum length of a description that is searched.
const MAX_SEARCHED_BYTES: usize = 100_000;
const MAX_ADDRESSES: usize = 200;
/// The maximum length of an address. Mail filters wrap addresses into long ones.
const MAX_ADDRESS_BYTES: usize = 4_000;

/// Properties of vendors that contain only a link (Google, Microsoft, Zoom, Webex).
const LINKS: [&str; 6] = [
    "X-GOOGLE-CONFERENCE",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
    "X-MICROSOFT-ONLINEMEETINGCONFLINK",
    "X-ZOOM-MEETING-URL",
    "X-WEBEX-MEETING-URL",
];

/// The addresses of video meetings: the end of the host, and the beginning of the path.
const MEETINGS: [(&str, &str); 22] = [
    ("zoom.us", "/j/"),
    ("zoom.us", "/my/"),
    ("zoom.us", "/w/"),
    ("zoom.us", "/s/"),
    ("zoomgov.com", "/j/"),
    ("teams.microsoft.com", "/l/meetup-join/"),
    ("teams.microsoft.com", "/meet/"),
    ("teams.microsoft.us", "/l/meetup-join/"),
    ("teams.live.com", "/meet/"),
    ("meet.google.com", "/"),
    ("webex.com", "/"),
    ("whereby.com", "/"),
    ("meet.jit.si", "/"),
    ("gotomeeting.com", "/"),
    ("gotomeet.me", "/"),
    ("meet.goto.com", "/"),
    ("chime.aws", "/"),
    ("bluejeans.com", "/"),
    ("hackerrank.com", "/"),
    ("coderpad.io", "/"),
    ("facetime.apple.com", "/join"),
    ("meet.lync.com", "/"),
];

/// Words of LOCATION that don't name a place.
const NO_PLACE: [&str; 12] = [
    "microsoft teams",
    "teams meeting",
    "teams-besprechung",
    "réunion teams",
    "reunión de microsoft teams",
    "zoom",
    "google meet",
    "webex",
    "skype",
    "online",
    "remote",
    "video call",
];

/// Words of LOCATION that mean a phone call.
const PHONE: [&str; 7] = ["phone", "telephone", "telefon", "téléphone", "telefonisch", "teléfono", "call"];

#[derive(Default)]
pub(super) struct Meeting {
    pub(super) link: Option<WebUrl>,
    pub(super) place: Option<String>,
    pub(super) medium: Option<Medium>,
}

pub(super) fn read(event: &Component<'_>, warnings: &mut Vec<Warning>) -> Meeting {
    // Some programs escape twice.
    let location = event.find("LOCATION").map(|location| location.text().replace("\\,", ",").replace("\\;", ";"));
    let location = location.and_then(|text| lines(&text, MAX_PLACE_LENGTH));
    let conference = conference(event);
    let link = conference
        .link
        .or_else(|| LINKS.iter().find_map(|name| web(event.find(name)?.raw())))
        .or_else(|| location.as_deref().and_then(|location| urls(location).find(is_meeting)))
        .or_else(|| event.find("URL").and_then(|url| web(url.raw())).filter(is_meeting))
        .or_else(|| in_text(event))
        // Another address in LOCATION may be a page with directions.
        .or_else(|| location.as_deref().and_then(|location| urls(location).next()));
    let link = link.and_then(|url| check_url(&url, warnings));
    let by_phone = conference.phone || location.as_deref().is_some_and(is_phone);
    let place = location.filter(|location| is_place(location));
    let medium = match (&link, &place) {
        (Some(_), _) => Some(Medium::Video),
        _ if by_phone => Some(Medium::Phone),
        (None, Some(_)) => Some(Medium::InPerson),
        (None, None) => {
            event.find("LOCATION").is_some_and(|location| is_online(&location.text())).then_some(Medium::Video)
        }
    };
    Meeting { link, place, medium }
}

struct Conference {
    link: Option<Url>,
    phone: bool,
}

/// The CONFERENCE (RFC 7986, section 5.11). A video conference precedes any other with a web address.
fn conference(event: &Component<'_>) -> Conference {
    let all = || event.properties.iter().filter(|property| property.name == "CONFERENCE");
    let is_video = |property: &&Property<'_>| {
        property.parameter("FEATURE").is_some_and(|feature| feature.to_ascii_uppercase().contains("VIDEO"))
    };
    let link = all().filter(is_video).chain(all()).find_map(|property| web(property.raw()));
    Conference { link, phone: all().any(|property| starts_with(property.raw(), "tel:")) }
}

/// A link to a known kind of meeting in the description.
fn in_text(event: &Component<'_>) -> Option<Url> {
    ["DESCRIPTION", "X-ALT-DESC"].iter().find_map(|name| {
        let text = event.find(name)?.text();
        let end = text.char_indices().nth(MAX_SEARCHED_BYTES).map_or(text.len(), |(at, _)| at);
        urls(&text[..end]).find(is_meeting)
    })
}

/// The web addresses in a text.
fn urls(text: &str) -> impl Iterator<Item = Url> {
    let starts = text.match_indices("http").map(|(at, _)| &text[at..]);
    let starts = starts.filter(|rest| rest.starts_with("http://") || rest.starts_with("https://")).take(MAX_ADDRESSES);
    starts.filter_map(|rest| {
        let ends = |(at, c): (usize, char)| {
            at > MAX_ADDRESS_BYTES || c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\'' | '\\' | '|' | '`')
        };
        let end = rest.char_indices().find(|&at| ends(at)).map_or(rest.len(), |(at, _)| at);
        web(rest[..end].trim_end_matches(['.', ',', ';', ':', ')', ']', '!', '?']))
    })
}

/// An http or https address. Wrappers of mail filters are removed. The address is parsed and never requested.
fn web(text: &str) -> Option<Url> {
    let text = text.trim();
    if !starts_with(text, "http") || text.len() > MAX_ADDRESS_BYTES {
        return None;
    }
    let url = Url::parse(&text.replace("&amp;", "&")).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let host = url.host_str()?;
    let wrapped = match () {
        () if host.ends_with(".safelinks.protection.outlook.com") => Some("url"),
        () if host == "www.google.com" && url.path() == "/url" => Some("q"),
        () => None,
    };
    let inner =
        wrapped.and_then(|name| url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned()));
    let inner = inner.and_then(|inner| Url::parse(&inner).ok()).filter(|url| matches!(url.scheme(), "http" | "https"));
    Some(inner.unwrap_or(url))
}

fn is_meeting(url: &Url) -> bool {
    let Some(host) = url.host_str() else { return false };
    MEETINGS.iter().any(|&(end, path)| {
        let of_host = host == end || host.strip_suffix(end).is_some_and(|sub| sub.ends_with('.'));
        of_host && url.path().starts_with(path) && url.path().len() > 1
    })
}

fn check_url(url: &Url, warnings: &mut Vec<Warning>) -> Option<WebUrl> {
    let length = url.as_str().chars().count();
    if length > MAX_LINK_LENGTH {
        warnings.push(Warning::LinkTooLong { length });
    }
    url.as_str().parse().ok()
}

fn is_place(location: &str) -> bool {
    urls(location).next().is_none() && !is_online(location) && !is_phone(location)
}

fn is_online(location: &str) -> bool {
    let location = location.to_lowercase();
    NO_PLACE.iter().any(|words| location.starts_with(words))
}

fn is_phone(location: &str) -> bool {
    let lower = location.to_lowercase();
    let digits = location.chars().filter(char::is_ascii_digit).count();
    let number = digits >= 6 && location.chars().all(|c| c.is_ascii_digit() || "+ ()-./".contains(c));
    let words = lower.split(|c: char| !c.is_alphanumeric());
    number || starts_with(location, "tel:") || words.filter(|word| !word.is_empty()).any(|word| PHONE.contains(&word))
}

fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start))
}

/// The text without control characters other than line breaks, trimmed and cut.
fn lines(text: &str, most: usize) -> Option<String> {
    let text = planning::without_escape_sequences(text);
    let shown: String = text.chars().filter(|&c| is_shown(c) || c == '\n').take(most).collect();
    let shown = shown.trim();
    (!shown.is_empty()).then(|| shown.to_owned())
}
