//! Deliveries as each vendor signs them.

use base64::{Engine, prelude::BASE64_STANDARD, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use connectors::{Delivery, Headers, Kind, Secret, Secrets, Settings, kind, kinds, standard_webhooks};
use hmac::{Hmac, KeyInit, Mac};
use p256::ecdsa::{DerSignature, SigningKey, signature::hazmat::PrehashSigner};
use serde_json::Value;
use sha2::{Digest, Sha256};

pub const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
pub const OTHER_SECRET: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

/// The time at which all deliveries are received.
pub fn now() -> DateTime<Utc> {
    "2026-11-29T12:00:00Z".parse().unwrap()
}

/// A kind of connection, with one of its signature schemes if it has several.
#[derive(Clone, Copy, Debug)]
pub struct Vendor {
    pub kind: &'static str,
    pub scheme: Option<&'static str>,
}

/// Each kind of connection, once for each of its signature schemes.
pub fn vendors() -> Vec<Vendor> {
    kinds()
        .iter()
        .flat_map(|kind| {
            let schemes = kind.schemes.iter().map(|scheme| Some(*scheme));
            let only = kind.schemes.is_empty().then_some(None);
            schemes.chain(only).map(|scheme| Vendor { kind: kind.key, scheme })
        })
        .collect()
}

/// A request that a test can change before it is verified.
#[derive(Clone)]
pub struct Request {
    pub body: Vec<u8>,
    pub headers: Vec<(String, String)>,
}

impl Request {
    pub fn headers(&self) -> Headers {
        self.headers.iter().map(|(name, value)| (name.clone(), value.clone())).collect()
    }
}

impl Vendor {
    pub fn kind(self) -> &'static Kind {
        kind(self.kind).unwrap()
    }

    pub fn settings(self) -> Settings {
        let mut settings = Settings::new(self.kind.parse().unwrap());
        settings.scheme = self.scheme.map(str::to_owned);
        settings
    }

    /// The secret to store for a connection whose deliveries are signed with `secret`; of a key pair, the public key.
    pub fn stored_secret(self, secret: &str) -> Secret {
        match self.scheme {
            Some("sendgrid") => {
                // SubjectPublicKeyInfo (RFC 5480): its head for this curve, then the point.
                let head = "3059301306072a8648ce3d020106082a8648ce3d030107034200";
                let mut der: Vec<u8> =
                    (0..head.len()).step_by(2).map(|at| u8::from_str_radix(&head[at..at + 2], 16).unwrap()).collect();
                der.extend(private_key(secret).verifying_key().to_encoded_point(false).as_bytes());
                let lines = BASE64_STANDARD.encode(der);
                Secret::new(format!("-----BEGIN PUBLIC KEY-----\n{lines}\n-----END PUBLIC KEY-----\n"))
            }
            Some("postmark") => Secret::new(format!("postmark:{secret}")),
            _ => Secret::new(secret),
        }
    }

    pub fn secrets(self, current: &str, previous: Option<&str>) -> Secrets {
        Secrets {
            current: Some(self.stored_secret(current)),
            previous: previous.map(|secret| self.stored_secret(secret)),
        }
    }

    /// Any event of the vendor; `id` distinguishes events.
    pub fn event(self, id: &str) -> Vec<u8> {
        let json = match (self.kind, self.scheme) {
            ("greenhouse", _) => {
                format!(r#"{{"action":"interview_deleted","payload":{{"interview":{{"id":"{id}"}}}}}}"#)
            }
            ("lever", _) => format!(r#"{{"event":"candidateHired","token":"{id}","data":{{"opportunityId":"op"}}}}"#),
            ("ashby", _) => {
                format!(
                    r#"{{"action":"candidateDelete","webhookActionId":"{id}","data":{{"candidate":{{"id":"c"}}}}}}"#
                )
            }
            ("merge", _) => format!(
                r#"{{"hook":{{"event":"Candidate.changed"}},"linked_account":{{"id":"la"}},"data":{{"id":"{id}","modified_at":"2026-11-27T08:00:00Z"}}}}"#
            ),
            ("smartrecruiters", _) => format!(r#"{{"job_id":"j","candidate_id":"{id}"}}"#),
            ("workable", _) => format!(r#"{{"event_type":"candidate_moved","data":{{"id":"{id}"}}}}"#),
            ("recruitee", _) => {
                format!(r#"{{"event_type":"candidate_deleted","payload":{{"candidate":{{"id":"{id}"}}}}}}"#)
            }
            ("breezy", _) => format!(r#"{{"type":"candidateDeleted","object":{{"candidate":{{"_id":"{id}"}}}}}}"#),
            ("teamtailor", _) => {
                format!(r#"{{"event_name":"job_application.update","resource_id":"{id}","data":{{"id":"{id}"}}}}"#)
            }
            ("standard_webhooks", _) => format!(
                r#"{{"type":"facts.changed","timestamp":"2026-11-29T12:00:00Z","data":{{"candidates":[{{"remote_id":"{id}"}}]}}}}"#
            ),
            (_, Some("postmark")) => format!(r#"{{"MessageID":"{id}","RawEmail":"Subject: x\r\n\r\nText\r\n"}}"#),
            (_, Some("mailgun")) => {
                return multipart(&[
                    ("body-mime", "Subject: x\r\n\r\nText\r\n"),
                    ("recipient", "in@example.com"),
                    ("token", id),
                ]);
            }
            (_, Some("sendgrid")) => {
                let envelope = r#"{"to":["in@example.com"],"from":"ana@example.org"}"#;
                return multipart(&[("email", &format!("Subject: {id}\r\n\r\nText\r\n")), ("envelope", envelope)]);
            }
            _ => format!("Subject: {id}\r\n\r\nText\r\n"),
        };
        json.into_bytes()
    }

    /// The event as the vendor sends it, signed at an instant.
    pub fn signed(self, id: &str, secret: &str, at: DateTime<Utc>) -> Request {
        self.sign(self.event(id), id, secret, at)
    }

    /// A body as the vendor sends it.
    pub fn sign(self, mut body: Vec<u8>, id: &str, secret: &str, at: DateTime<Utc>) -> Request {
        let seconds = at.timestamp().to_string();
        let mut headers = vec![("Content-Type".to_owned(), "application/json".to_owned())];
        let mut add = |name: &str, value: String| headers.push((name.to_owned(), value));
        match (self.kind, self.scheme) {
            ("greenhouse", _) => add("Signature", format!("sha256 {}", hex(&tag(secret, &[&body])))),
            ("ashby", _) => add("Ashby-Signature", format!("sha256={}", hex(&tag(secret, &[&body])))),
            ("recruitee", _) => add("X-Recruitee-Signature", hex(&tag(secret, &[&body]))),
            ("breezy", _) => add("X-Hook-Signature", hex(&tag(secret, &[&body]))),
            ("workable", _) => add("X-Workable-Signature", hex(&tag(secret, &[&body]))),
            ("merge", _) => add("X-Merge-Webhook-Signature", BASE64_URL_SAFE_NO_PAD.encode(tag(secret, &[&body]))),
            ("lever", _) => {
                let mut json: Value = serde_json::from_slice(&body).unwrap();
                let millis = at.timestamp_millis();
                let token = json["token"].as_str().unwrap().to_owned();
                json["triggeredAt"] = millis.into();
                json["signature"] = hex(&tag(secret, &[token.as_bytes(), millis.to_string().as_bytes()])).into();
                body = serde_json::to_vec(&json).unwrap();
            }
            ("smartrecruiters", _) => {
                let parts: [&[u8]; 11] = [
                    seconds.as_bytes(),
                    b".",
                    &body,
                    b".",
                    id.as_bytes(),
                    b".",
                    b"interview.canceled",
                    b".",
                    b"v1",
                    b".",
                    b"",
                ];
                let value = format!("v1={};v1={}", "0".repeat(64), hex(&tag(secret, &parts)));
                add("smartrecruiters-signature", value);
                add("smartrecruiters-timestamp", seconds);
                add("event-id", id.to_owned());
                add("event-name", "interview.canceled".to_owned());
                add("event-version", "v1".to_owned());
            }
            ("teamtailor", Some("company")) => {
                let value = format!("t={seconds},v2={}", hex(&tag(secret, &[seconds.as_bytes(), b".", &body])));
                add("TT-Signature", BASE64_STANDARD.encode(value));
            }
            ("teamtailor", _) => {
                let json: Value = serde_json::from_slice(&body).unwrap();
                let resource = json["resource_id"].as_str().unwrap();
                add("Teamtailor-Signature", BASE64_STANDARD.encode(hex(&tag(secret, &[resource.as_bytes()]))));
            }
            (_, Some("postmark")) => {
                add("Authorization", format!("Basic {}", BASE64_STANDARD.encode(format!("postmark:{secret}"))));
            }
            (_, Some("mailgun")) => {
                "multipart/form-data; boundary=xyz".clone_into(&mut headers[0].1);
                let signature = hex(&tag(secret, &[seconds.as_bytes(), id.as_bytes()]));
                let end = body.len() - "--xyz--\r\n".len();
                body.truncate(end);
                body.extend(multipart(&[("timestamp", &seconds), ("signature", &signature)]));
            }
            (_, Some("sendgrid")) => {
                "multipart/form-data; boundary=xyz".clone_into(&mut headers[0].1);
                let hash = Sha256::new().chain_update(&seconds).chain_update(&body).finalize();
                let signature: DerSignature = private_key(secret).sign_prehash(&hash).unwrap();
                let signature = BASE64_STANDARD.encode(signature.as_bytes());
                headers.push(("X-Twilio-Email-Event-Webhook-Signature".to_owned(), signature));
                headers.push(("X-Twilio-Email-Event-Webhook-Timestamp".to_owned(), seconds));
            }
            _ => {
                let signature = standard_webhooks::sign([&Secret::new(secret)], id, at, &body).unwrap();
                add(standard_webhooks::ID_HEADER, id.to_owned());
                add(standard_webhooks::TIMESTAMP_HEADER, seconds);
                add(standard_webhooks::SIGNATURE_HEADER, signature);
            }
        }
        Request { body, headers }
    }
}

/// A `multipart/form-data` body with these fields and no files.
pub fn multipart(fields: &[(&str, &str)]) -> Vec<u8> {
    let parts = fields
        .iter()
        .map(|(name, value)| format!("--xyz\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"));
    format!("{}--xyz--\r\n", parts.collect::<String>()).into_bytes()
}

fn private_key(secret: &str) -> SigningKey {
    SigningKey::from_slice(&Sha256::digest(secret)).unwrap()
}

pub fn tag(secret: &str, parts: &[&[u8]]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().to_vec()
}

pub fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|digit| char::from_digit(digit.into(), 16).unwrap())
        .collect()
}

pub fn delivery<'a>(body: &'a [u8], headers: &'a Headers) -> Delivery<'a> {
    Delivery { body, headers, received_at: now() }
}
