//! Writes the JSON Schema of our own events to standard output:
//! `cargo run -p connectors --example schema > docs/connections/event.schema.json`

fn main() -> Result<(), serde_json::Error> {
    println!("{}", serde_json::to_string_pretty(&connectors::event_schema())?);
    Ok(())
}
