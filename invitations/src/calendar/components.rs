//! Groups content lines into calendars, events and zones (RFC 5545, section 3.6).

use std::borrow::Cow;

use planning::without_escape_sequences;

use super::{MAX_BYTES, MAX_EVENTS, MAX_LINES, Refusal, lines::Lines, property::Property, zone::Rules};

/// The maximum number of zones of a calendar that are kept.
const MAX_ZONES: usize = 100;

/// A VCALENDAR.
#[derive(Debug, Default)]
pub(super) struct CalendarObject<'a> {
    pub(super) properties: Vec<Property<'a>>,
    pub(super) events: Vec<Component<'a>>,
    pub(super) zones: Vec<ZoneDefinition>,
}

/// A VEVENT.
#[derive(Debug, Default)]
pub(super) struct Component<'a> {
    /// The line of the file on which it begins, counted from 1.
    pub(super) line: usize,
    pub(super) properties: Vec<Property<'a>>,
    pub(super) not_utf8: bool,
    /// Whether the file ends before the event does.
    pub(super) incomplete: bool,
}

/// A VTIMEZONE.
#[derive(Debug, Default)]
pub(super) struct ZoneDefinition {
    /// All its TZIDs. A valid zone has one.
    pub(super) names: Vec<String>,
    /// The IANA name that some programs add.
    pub(super) location: Option<String>,
    pub(super) rules: Rules,
}

/// The enclosing component. Of deeper components only the depth matters.
enum OpenComponent<'a> {
    Event(Component<'a>),
    Zone(ZoneDefinition),
    Observance(ZoneDefinition, Vec<Property<'a>>),
    Other,
}

/// All calendars of a file with their events. Events outside of a calendar are returned as a calendar of their own.
pub(super) fn read(file: &[u8]) -> Result<Vec<CalendarObject<'_>>, Refusal> {
    if file.len() > MAX_BYTES {
        return Err(Refusal::TooLarge { bytes: file.len() });
    }
    let mut reader = Reader::default();
    for (count, line) in Lines::new(file, is_wanted).enumerate() {
        if count >= MAX_LINES {
            return Err(Refusal::TooManyLines);
        }
        if let Some(property) = Property::parse(line.number, line.text) {
            reader.take(property, line.latin_1)?;
        }
    }
    reader.finish()
}

impl<'a> Component<'a> {
    pub(super) fn find(&self, name: &str) -> Option<&Property<'a>> {
        self.properties.iter().find(|property| property.name == name)
    }
}

#[derive(Default)]
struct Reader<'a> {
    objects: Vec<CalendarObject<'a>>,
    within: Option<OpenComponent<'a>>,
    /// The number of open components within the one that is read.
    depth: usize,
    in_calendar: bool,
    events: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, property: Property<'a>, latin_1: bool) -> Result<(), Refusal> {
        match &*property.name {
            "BEGIN" => return self.begin(&property.raw().to_ascii_uppercase(), property.line),
            "END" => self.end(&property.raw().to_ascii_uppercase()),
            _ if self.depth > 0 => {}
            name => match &mut self.within {
                Some(OpenComponent::Event(event)) => {
                    event.not_utf8 |= latin_1;
                    event.properties.push(property);
                }
                Some(OpenComponent::Zone(zone)) => match name {
                    "TZID" => zone.names.push(property.text()),
                    "X-LIC-LOCATION" => zone.location = Some(property.text()),
                    _ => {}
                },
                Some(OpenComponent::Observance(_, properties)) => properties.push(property),
                None if self.in_calendar => self.object().properties.push(property),
                Some(OpenComponent::Other) | None => {}
            },
        }
        Ok(())
    }

    fn begin(&mut self, name: &str, line: usize) -> Result<(), Refusal> {
        match (name, self.within.take()) {
            ("VCALENDAR", open) => {
                self.close(open, true);
                self.objects.push(CalendarObject::default());
                self.in_calendar = true;
            }
            // An event within an event means that the outer one wasn't closed.
            ("VEVENT", open) => {
                self.close(open, false);
                self.events += 1;
                if self.events > MAX_EVENTS {
                    return Err(Refusal::TooManyEvents);
                }
                self.within = Some(OpenComponent::Event(Component { line, ..Component::default() }));
            }
            ("STANDARD" | "DAYLIGHT", Some(OpenComponent::Zone(zone))) => {
                self.within = Some(OpenComponent::Observance(zone, Vec::new()));
            }
            ("VTIMEZONE", None) => self.within = Some(OpenComponent::Zone(ZoneDefinition::default())),
            (_, None) => self.within = Some(OpenComponent::Other),
            (_, open) => {
                self.within = open;
                self.depth += 1;
            }
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        if name == "VCALENDAR" {
            let open = self.within.take();
            self.close(open, true);
            self.in_calendar = false;
        } else if self.depth > 0 {
            self.depth -= 1;
        } else if let Some(OpenComponent::Observance(mut zone, properties)) =
            self.within.take_if(|open| matches!(open, OpenComponent::Observance(..)))
        {
            zone.rules.add(&properties);
            self.within = Some(OpenComponent::Zone(zone));
        } else {
            let open = self.within.take();
            self.close(open, false);
        }
    }

    fn close(&mut self, open: Option<OpenComponent<'a>>, incomplete: bool) {
        self.depth = 0;
        match open {
            Some(OpenComponent::Event(event)) => self.object().events.push(Component { incomplete, ..event }),
            Some(OpenComponent::Zone(zone) | OpenComponent::Observance(zone, _)) => {
                if self.object().zones.len() < MAX_ZONES {
                    self.object().zones.push(zone);
                }
            }
            Some(OpenComponent::Other) | None => {}
        }
    }

    fn object(&mut self) -> &mut CalendarObject<'a> {
        if self.objects.is_empty() {
            self.objects.push(CalendarObject::default());
        }
        let last = self.objects.len() - 1;
        &mut self.objects[last]
    }

    fn finish(mut self) -> Result<Vec<CalendarObject<'a>>, Refusal> {
        let open = self.within.take();
        self.close(open, true);
        if self.objects.is_empty() {
            return Err(Refusal::NoCalendar);
        }
        if self.events == 0 { Err(Refusal::NoEvent) } else { Ok(self.objects) }
    }
}

/// Whether a property is read: those of events and zones that matter, and BEGIN and END.
fn is_wanted(name: &[u8]) -> bool {
    const WANTED: [&str; 33] = [
        "ATTENDEE",
        "BEGIN",
        "CONFERENCE",
        "DESCRIPTION",
        "DTEND",
        "DTSTAMP",
        "DTSTART",
        "DURATION",
        "END",
        "EXDATE",
        "LOCATION",
        "METHOD",
        "ORGANIZER",
        "RDATE",
        "RECURRENCE-ID",
        "RRULE",
        "SEQUENCE",
        "STATUS",
        "SUMMARY",
        "TZID",
        "TZOFFSETFROM",
        "TZOFFSETTO",
        "UID",
        "URL",
        "X-ALT-DESC",
        "X-GOOGLE-CONFERENCE",
        "X-LIC-LOCATION",
        "X-MICROSOFT-ONLINEMEETINGCONFLINK",
        "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
        "X-MICROSOFT-SKYPETEAMSMEETINGURL",
        "X-WR-TIMEZONE",
        "X-ZOOM-MEETING-URL",
        "X-WEBEX-MEETING-URL",
    ];
    WANTED.iter().any(|wanted| wanted.as_bytes().eq_ignore_ascii_case(name))
}

/// A text from outside in one line, without control characters and escape sequences, cut after `most` characters.
pub(crate) fn one_line(text: &str, most: usize) -> Option<String> {
    let text = without_escape_sequences(text);
    let shown = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|&c| is_shown(c));
    let line = shown.take(most * 4).collect::<String>();
    let line: String = line.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let line: Cow<'_, str> =
        line.char_indices().nth(most).map_or(Cow::Borrowed(&*line), |(at, _)| line[..at].trim_end().into());
    (!line.is_empty()).then(|| line.into_owned())
}

/// Whether the character is no control character and doesn't change the direction of the text after it.
pub(crate) fn is_shown(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
