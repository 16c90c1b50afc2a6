//! Breezy HR: `docs/connections/breezy.md`.

use planning::facts::OutcomeKind;

use super::{NOT_ABOUT_APPLICATIONS, event_name, ignored_event, recognised_event};
use crate::{
    changes::{Application, Candidate, Change, DeliveryContent, Resource},
    connector::{Connector, DeliveryKind, SignatureScope, VerifiedDelivery},
    delivery::Delivery,
    json::{self, Json},
    kinds::{EVENT_LIMIT, Kind},
    mapping::{Mapping, child_remote_id, map_json_body, position},
    refusal::{ReadError, Refusal},
    secret::Secrets,
    settings::Settings,
    signing::{dedupe_key_of_body, from_hex, verify_hmac_with_any_secret},
};

const SIGNATURE_HEADER: &str = "X-Hook-Signature";

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
    fn verify(&self, delivery: &Delivery<'_>, secrets: &Secrets, _: &Settings) -> Result<VerifiedDelivery, Refusal> {
        let tag = from_hex(delivery.headers.required(SIGNATURE_HEADER)?).ok_or(Refusal::Malformed(SIGNATURE_HEADER))?;
        // Its secrets begin with whsec_, but it does not follow Standard Webhooks: they are used as they are written.
        // Its example signs the body without white space, so both forms of the body are tried.
        let by_previous_secret = match verify_hmac_with_any_secret(secrets, &[delivery.body], &tag) {
            Err(Refusal::WrongSignature) => {
                verify_hmac_with_any_secret(secrets, &[&without_white_space(delivery.body)], &tag)
            }
            other => other,
        }?;
        Ok(VerifiedDelivery {
            covers: SignatureScope::Body,
            dedupe_key: dedupe_key_of_body(delivery.body),
            by_previous_secret,
        })
    }

    fn recognise(&self, delivery: &Delivery<'_>, _: &Settings) -> Result<DeliveryKind, ReadError> {
        let name = event_name(delivery, "/type")?;
        Ok(match name.as_str() {
            "candidateAdded" | "candidateStatusUpdated" | "candidateDeleted" => recognised_event(&name),
            _ => ignored_event(&name, NOT_ABOUT_APPLICATIONS),
        })
    }

    fn map(&self, delivery: &Delivery<'_>, settings: &Settings) -> Result<DeliveryContent, ReadError> {
        let body = json::parse(delivery.body)?;
        let name = event_name(delivery, "/type")?;
        map_json_body(delivery, settings, &body, name.clone(), |mapping, body| map(mapping, &body.at("/object"), &name))
    }
}

/// JSON without the white space between its tokens.
fn without_white_space(body: &[u8]) -> Vec<u8> {
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

fn map(mapping: &mut Mapping<'_>, json: &Json<'_>, name: &str) -> Result<(), ReadError> {
    let person = json.at("/candidate");
    let candidate = mapping.required_key(&person.at("/_id"))?;
    if name == "candidateDeleted" {
        mapping.add(Change::Deleted { resource: Resource::Candidate, remote_id: candidate });
        return Ok(());
    }
    let mut facts = Candidate::new(candidate.clone());
    facts.name = person.at("/name").to_field();
    facts.email = person.at("/email_address").to_field();
    facts.phone = person.at("/phone_number").to_field();
    mapping.add(Change::Candidate(facts));
    let job = json.at("/position/_id");
    let id = child_remote_id(&candidate, &job.required_id()?, job.pointer())?;
    let mut facts = Application::new(id.clone());
    facts.candidate_remote_id = Some(candidate);
    facts.position = position(&json.at("/position/name"));
    let stage = json.at("/stage");
    // Breezy's own stage for disqualified candidates, which every pipeline has. An employer's own stages have no known
    // meaning.
    let disqualified = stage.at("/name").text().is_some_and(|name| name.eq_ignore_ascii_case("disqualified"));
    if disqualified {
        facts.outcome = mapping.outcome(OutcomeKind::Rejected, None, stage.pointer());
    }
    mapping.add_application(facts);
    if stage.at("/name").exists() && !disqualified {
        mapping.add_outcome_taken_back(id.clone(), [OutcomeKind::Rejected]);
    }
    mapping.add_stage(&id, &stage.at("/name"));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::without_white_space;

    #[test]
    fn only_white_space_between_tokens_is_removed() {
        let body = b"{ \"a\" : \"x \\\" y \\\\\" ,\r\n\t\"b\" : [ 1 , 2 ] }";
        assert_eq!(without_white_space(body), b"{\"a\":\"x \\\" y \\\\\",\"b\":[1,2]}");
    }
}
