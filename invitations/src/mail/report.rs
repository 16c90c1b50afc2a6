//! Reads reports on the delivery of another message, in the form of RFC 3464 and in older forms.

use planning::Email;
use serde::Serialize;

use super::{headers::Headers, parts::Content};
use crate::calendar::one_line;

/// The maximum number of recipients of a report.
const MAX_RECIPIENTS: usize = 100;

/// A report on the delivery of a message.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct DeliveryReport {
    /// The result for each recipient. Empty if the report doesn't name recipients in fields.
    pub recipients: Vec<Recipient>,
    /// The Message-ID of the message that is reported on, if it is known.
    pub original_message_id: Option<String>,
}

/// The result of the delivery to a recipient.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Recipient {
    /// The address in the report's Final-Recipient, or else in Original-Recipient.
    pub address: Option<Email>,
    /// The address to which the message was sent, if it was another.
    pub original_address: Option<Email>,
    /// The result.
    pub action: DeliveryAction,
    /// Whether the failure is permanent: status class 5 (RFC 3463). `None` if the report doesn't say.
    pub permanent: Option<bool>,
    /// The status, such as `5.1.1`.
    pub status: Option<String>,
    /// The server's message, in one line of at most 500 characters.
    pub diagnostic: Option<String>,
}

/// The result of a delivery (RFC 3464, section 2.3.3).
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryAction {
    /// It wasn't delivered, and won't be.
    Failed,
    /// It wasn't delivered yet.
    Delayed,
    /// It was delivered.
    Delivered,
    /// It was passed on to a system that makes no reports.
    Relayed,
    /// It was delivered to several others.
    Expanded,
}

impl DeliveryReport {
    /// Whether the delivery to a recipient failed.
    #[must_use]
    pub fn has_failure(&self) -> bool {
        self.recipients.iter().any(|recipient| recipient.action == DeliveryAction::Failed)
    }
}

/// The report, if there is one in the form of RFC 3464 or in the fields that some servers write instead.
pub(super) fn read(headers: &Headers, content: &Content) -> Option<DeliveryReport> {
    let mut recipients: Vec<Recipient> = match &content.delivery_status {
        Some(status) => groups(status).iter().filter_map(|group| recipient(group)).take(MAX_RECIPIENTS).collect(),
        None => Vec::new(),
    };
    if content.delivery_status.is_none() {
        // Exim and Google write this field.
        let failed = headers.field("x-failed-recipients")?;
        let addresses = failed.split(',').filter_map(|address| address.trim().parse().ok());
        recipients.extend(addresses.take(MAX_RECIPIENTS).map(|address| Recipient {
            address: Some(address),
            original_address: None,
            action: DeliveryAction::Failed,
            permanent: None,
            status: None,
            diagnostic: None,
        }));
    }
    let original = content.original.as_deref().map(String::from_utf8_lossy);
    // If the original is not a part of its own, it is in the text.
    let original_message_id = original
        .as_deref()
        .and_then(|original| field_of(original, "message-id"))
        .or_else(|| field_of(&content.text, "message-id"))
        .and_then(|id| one_line(id.trim().trim_start_matches('<').trim_end_matches('>'), 500));
    Some(DeliveryReport { recipients, original_message_id })
}

/// The fields of a report, in groups with empty lines between them: the first of the message, the others of recipients.
fn groups(status: &str) -> Vec<Vec<(String, String)>> {
    let mut groups = vec![Vec::new()];
    for line in status.lines().take(10_000) {
        let fields: &mut Vec<(String, String)> = match groups.last_mut() {
            Some(fields) => fields,
            None => break,
        };
        if line.trim().is_empty() {
            if !fields.is_empty() {
                groups.push(Vec::new());
            }
        } else if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = fields.last_mut().filter(|(_, value)| value.len() < 4_000) {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    groups
}

fn recipient(group: &[(String, String)]) -> Option<Recipient> {
    let field = |name: &str| group.iter().find(|(known, _)| known == name).map(|(_, value)| &**value);
    let action = match &*field("action")?.split_whitespace().next()?.to_ascii_lowercase() {
        "failed" => DeliveryAction::Failed,
        "delayed" => DeliveryAction::Delayed,
        "delivered" => DeliveryAction::Delivered,
        "relayed" => DeliveryAction::Relayed,
        "expanded" => DeliveryAction::Expanded,
        _ => return None,
    };
    let status = field("status").and_then(|status| one_line(status.split([' ', '(']).next().unwrap_or(status), 20));
    let original = field("original-recipient").and_then(address);
    let last = field("final-recipient").and_then(address);
    Some(Recipient {
        original_address: original.clone().filter(|original| last.is_some() && Some(original) != last.as_ref()),
        address: last.or(original),
        action,
        permanent: match status.as_deref().and_then(|status| status.chars().next()) {
            Some('5') => Some(true),
            Some('4') => Some(false),
            _ => None,
        },
        status,
        diagnostic: field("diagnostic-code").and_then(|text| one_line(text, 500)),
    })
}

/// The address in `rfc822; ada@example.com`.
fn address(value: &str) -> Option<Email> {
    let address = value.split_once(';').map_or(value, |(_, address)| address);
    address.trim().trim_start_matches('<').trim_end_matches('>').parse().ok()
}

/// The value of a field in lines of text, which may be folded.
fn field_of<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let mut lines = text.lines().take(20_000);
    while let Some(line) = lines.next() {
        let Some((found, value)) = line.split_once(':') else { continue };
        if !found.trim().eq_ignore_ascii_case(name) {
            continue;
        }
        let value = value.trim();
        return if value.is_empty() { lines.next().map(str::trim) } else { Some(value) };
    }
    None
}
