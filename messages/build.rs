//! Puts the files under `templates/` into the binary.

fn main() {
    // A new folder or file, too.
    println!("cargo:rerun-if-changed=templates");
    minijinja_embed::embed_templates!("templates");
}
