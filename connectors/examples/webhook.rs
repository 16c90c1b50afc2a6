//! Signs and verifies by Standard Webhooks, for others' programs to compare: a JSON object a line in, one a line out.
//!
//! `{"sign": [SECRET, ..], "id": .., "timestamp": .., "body": HEX}` gives `{"signature": ..}` or `{"error": ..}`;
//! `{"verify": [SECRET, ..], "headers": {..}, "timestamp": .., "body": HEX}`, with the time at which it came in, gives
//! `{"covers": ..}` or `{"error": ..}`; `{"public_key": SECRET}` gives `{"public_key": ..}` or `{"error": ..}`.

use std::{collections::BTreeMap, error::Error, io};

use chrono::DateTime;
use connectors::{Delivery, Headers, Secret, Secrets, Settings, kind, standard_webhooks};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum Question {
    Sign { sign: Vec<String>, id: String, timestamp: i64, body: String },
    Verify { verify: Vec<String>, headers: BTreeMap<String, String>, timestamp: i64, body: String },
    PublicKey { public_key: String },
}

fn main() -> Result<(), Box<dyn Error>> {
    for line in io::stdin().lines() {
        let answer =
            answer(serde_json::from_str(&line?)?).unwrap_or_else(|error| json!({ "error": error.to_string() }));
        println!("{answer}");
    }
    Ok(())
}

fn answer(question: Question) -> Result<Value, Box<dyn Error>> {
    match question {
        Question::Sign { sign, id, timestamp, body } => {
            let secrets: Vec<_> = sign.iter().map(Secret::new).collect();
            let at = DateTime::from_timestamp(timestamp, 0).ok_or("no time")?;
            Ok(json!({ "signature": standard_webhooks::sign(&secrets, &id, at, &bytes(&body)?)? }))
        }
        Question::Verify { verify, headers, timestamp, body } => {
            let mut secrets = verify.iter().map(Secret::new);
            let secrets = Secrets { current: secrets.next(), previous: secrets.next() };
            let (body, headers) = (bytes(&body)?, headers.into_iter().collect::<Headers>());
            let received_at = DateTime::from_timestamp(timestamp, 0).ok_or("no time")?;
            let delivery = Delivery { body: &body, headers: &headers, received_at };
            let kind = kind("standard_webhooks").ok_or("no kind")?;
            let settings = Settings::new("test".parse()?);
            Ok(json!({ "covers": kind.connector.verify(&delivery, &secrets, &settings)?.covers }))
        }
        Question::PublicKey { public_key } => {
            Ok(json!({ "public_key": standard_webhooks::public_key(&Secret::new(public_key))? }))
        }
    }
}

fn bytes(hex: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let pairs = (0..hex.len()).step_by(2).map(|at| hex.get(at..at + 2).ok_or("no pair of digits"));
    pairs.map(|pair| Ok(u8::from_str_radix(pair?, 16)?)).collect()
}
