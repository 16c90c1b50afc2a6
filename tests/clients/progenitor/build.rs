//! Generates the client from the document that DOCUMENT names.

use std::{env, fs, path::Path};

use openapiv3::OpenAPI;
use progenitor_impl::{GenerationSettings, Generator, InterfaceStyle};

fn main() {
    let document = env::var("DOCUMENT").expect("DOCUMENT names the document");
    println!("cargo:rerun-if-changed={document}");
    println!("cargo:rerun-if-env-changed=DOCUMENT");
    let text = fs::read_to_string(document).expect("the document can be read");
    let api: OpenAPI = serde_json::from_str(&text).expect("it is a document of OpenAPI 3.0");
    let settings = GenerationSettings::default().with_interface(InterfaceStyle::Builder).clone();
    let tokens = Generator::new(&settings).generate_tokens(&api).expect("progenitor takes the document");
    let file = syn::parse2(tokens).expect("it generates Rust");
    let out = env::var("OUT_DIR").expect("cargo sets it");
    fs::write(Path::new(&out).join("client.rs"), prettyplease::unparse(&file)).expect("the client can be written");
}
