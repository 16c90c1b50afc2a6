//! Breezy HR: `docs/connections/breezy.md`.

use planning::facts::OutcomeKind;

use super::{OF_NO_INTEREST, event, event_name, ignored};
use crate::{
    changes::{Application, Candidate, Change, Mapped, Resource},
    connector::{Connector, Covers, Recognised, Verified},
    delivery::Delivery,
    json::{self, Json},
    kinds::{EVENT_LIMIT, Kind},
    mapping::{Mapping, mapped, position, within},
    refusal::{Refusal, Unreadable},
    secret::Secrets,
    settings::Settings,
    signing::{by_body, from_hex, hmac_by_any},
};

const SIGNATURE: &str = "X-Hook-Signature";

/// Breezy HR.
pub(crate) const KIND: Kind = Kind {
    key: "breezy",
    name: "Breezy HR",
    carries: "stages, disqualifications",
    signature: "X-Hook-Signature: hex over the body",
    schemes: &[],
    headers: &[],
    body_limit: EVENT_LIMIT,
    needs_secret: true,
    connector: &Breezy,
};

#[derive(Debug)]
struct Breezy;

impl Connector for Breezy {
    fn verify(&self, delivery: &Delivery<'_>, secrets: &Secrets, _: &Settings) -> Result<Verified, Refusal> {
        let tag = from_hex(delivery.headers.needed(SIGNATURE)?).ok_or(Refusal::Malformed(SIGNATURE))?;
        // Its secrets begin with whsec_, but it does not follow Standard Webhooks: they are used as they are written.
        // Its example signs the body without white space, so both forms of the body are tried.
        let by_previous_secret = match hmac_by_any(secrets, &[delivery.body], &tag) {
            Err(Refusal::Wrong) => hmac_by_any(secrets, &[&compacted(delivery.body)], &tag),
            other => other,
        }?;
        Ok(Verified { covers: Covers::Body, dedupe_key: by_body(delivery.body), by_previous_secret })
    }

    fn recognise(&self, delivery: &Delivery<'_>, _: &Settings) -> Result<Recognised, Unreadable> {
        let name = event_name(delivery, "/type")?;
        Ok(match name.as_str() {
            "candidateAdded" | "candidateStatusUpdated" | "candidateDeleted" => event(&name),
            _ => ignored(&name, OF_NO_INTEREST),
        })
    }

    fn map(&self, delivery: &Delivery<'_>, settings: &Settings) -> Result<Mapped, Unreadable> {
        let body = json::parse(delivery.body)?;
        let name = event_name(delivery, "/type")?;
        mapped(delivery, settings, &body, name.clone(), |mapping, body| map(mapping, &body.at("/object"), &name))
    }
}

/// JSON without the white space between its tokens.
fn compacted(body: &[u8]) -> Vec<u8> {
    let (mut within, mut escaped) = (false, false);
    let keep = |byte: &u8| {
        let keep = within || !matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
        if escaped {
            escaped = false;
        } else if within && *byte == b'\\' {
            escaped = true;
        } else if *byte == b'"' {
            within = !within;
        }
        keep
    };
    let mut keep = keep;
    body.iter().copied().filter(|byte| keep(byte)).collect()
}

fn map(mapping: &mut Mapping<'_>, json: &Json<'_>, name: &str) -> Result<(), Unreadable> {
    let person = json.at("/candidate");
    let candidate = mapping.needed_key(&person.at("/_id"))?;
    if name == "candidateDeleted" {
        mapping.add(Change::Deleted { resource: Resource::Candidate, remote_id: candidate });
        return Ok(());
    }
    let mut facts = Candidate::new(candidate.clone());
    facts.name = person.at("/name").fact();
    facts.email = person.at("/email_address").fact();
    facts.phone = person.at("/phone_number").fact();
    mapping.add(Change::Candidate(facts));
    let job = json.at("/position/_id");
    let id = within(&candidate, &job.needed_id()?, job.pointer())?;
    let mut facts = Application::new(id.clone());
    facts.candidate_remote_id = Some(candidate);
    facts.position = position(&json.at("/position/name"));
    let stage = json.at("/stage");
    // The stage that Breezy itself has for it in every pipeline; one of an employer's own would be a mere name.
    let disqualified = stage.at("/name").text().is_some_and(|name| name.eq_ignore_ascii_case("disqualified"));
    if disqualified {
        facts.outcome = mapping.outcome(OutcomeKind::Rejected, None, stage.pointer());
    }
    mapping.add_application(facts);
    if stage.at("/name").is_there() && !disqualified {
        mapping.take_back(id.clone(), [OutcomeKind::Rejected]);
    }
    mapping.stage(&id, &stage.at("/name"));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::compacted;

    #[test]
    fn only_white_space_between_tokens_goes() {
        let body = b"{ \"a\" : \"x \\\" y \\\\\" ,\r\n\t\"b\" : [ 1 , 2 ] }";
        assert_eq!(compacted(body), b"{\"a\":\"x \\\" y \\\\\",\"b\":[1,2]}");
    }
}
