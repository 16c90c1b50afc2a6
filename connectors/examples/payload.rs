//! Shows the changes in payloads: `cargo run -p connectors --example payload -- KIND [NAME:VALUE...] FILE...`
//!
//! An argument with a colon in it is a header. Nothing is verified, and the connection names an employer and a zone.

use std::{error::Error, fs};

use connectors::{Delivery, DeliveryContent, DeliveryKind, Headers, Settings, kind};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let key = arguments.next().ok_or("the first argument is the kind")?;
    let kind = kind(&key).ok_or("there is no such kind")?;
    let (headers, files): (Vec<_>, Vec<_>) = arguments.partition(|argument| argument.contains(':'));
    let headers: Headers = headers.iter().filter_map(|header| header.split_once(':')).collect();
    let mut settings = Settings::new(key.parse()?);
    settings.defaults.company = Some("Example Ltd".parse()?);
    settings.defaults.time_zone = Some("Europe/London".parse()?);
    let received_at = "2026-11-29T12:00:00Z".parse()?;
    for file in files {
        let body = fs::read(&file)?;
        let delivery = Delivery { body: &body, headers: &headers, received_at };
        println!("== {file}");
        match kind.connector.recognise(&delivery, &settings) {
            Ok(DeliveryKind::Event { .. }) => match kind.connector.map(&delivery, &settings) {
                Ok(DeliveryContent::Changes(changes)) => println!("{}", serde_json::to_string_pretty(&changes)?),
                Ok(DeliveryContent::Mail(mail)) => {
                    println!("{} bytes of mail for {:?}", mail.raw.len(), mail.recipient);
                }
                Err(error) => println!("can't be mapped: {error}"),
            },
            other => println!("{other:?}"),
        }
    }
    Ok(())
}
