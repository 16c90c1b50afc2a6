//! Puts the files under `templates/` into the binary: a list of the languages, each with its folder's files.

use std::{
    env,
    error::Error,
    fmt::Write,
    fs, io,
    path::{Path, PathBuf},
};

fn main() -> Result<(), Box<dyn Error>> {
    // A new folder or file, too.
    println!("cargo:rerun-if-changed=templates");
    let templates = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("templates");
    let mut list = String::from("&[\n");
    for language in entries(&templates)? {
        let mut files = Vec::new();
        collect(&language, &mut files)?;
        writeln!(list, "({:?}, &[", name(&language, &templates)?)?;
        for file in files {
            let path = file.to_str().ok_or("a path that is not UTF-8")?;
            writeln!(list, "({:?}, include_str!({path:?})),", name(&file, &templates)?)?;
        }
        list.push_str("]),\n");
    }
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("templates.rs"), list + "]\n")?;
    Ok(())
}

/// The path of `file` in `folder`, with slashes on every system.
fn name(file: &Path, folder: &Path) -> Result<String, Box<dyn Error>> {
    Ok(file.strip_prefix(folder)?.to_str().ok_or("a path that is not UTF-8")?.replace('\\', "/"))
}

/// Adds the files below `folder` to `files`.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in entries(folder)? {
        if entry.is_dir() {
            collect(&entry, files)?;
        } else {
            files.push(entry);
        }
    }
    Ok(())
}

/// What is in `folder`, sorted, but for hidden files.
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    entries.retain(|entry| entry.file_name().is_some_and(|name| !name.to_string_lossy().starts_with('.')));
    entries.sort();
    Ok(entries)
}
