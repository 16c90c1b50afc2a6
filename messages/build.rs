//! Puts the files under `templates/` into the binary: a list of the languages, each with its folder's files. Makes the
//! table by which `proofread/english.rs` finds words.

#[path = "src/fnv.rs"]
mod fnv;

use std::{
    env,
    error::Error,
    fmt::Write,
    fs,
    hash::{BuildHasher, Hasher},
    io,
    path::{Path, PathBuf},
};

use fnv::FnvBuildHasher;

const WORDS: &str = "src/proofread/english/words.txt";

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo:rerun-if-changed={WORDS}");
    fs::write(out.join("words.table"), table(&fs::read_to_string(WORDS)?)?)?;
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
    fs::write(out.join("templates.rs"), list + "]\n")?;
    Ok(())
}

/// A hash table with open addressing: for each line of `text` that is no comment, where it begins, plus one. It is
/// found by the line's first word.
fn table(text: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut slots = vec![0_u32; (text.lines().count() * 3 / 2).next_power_of_two()];
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some((word, _)) = line.split_once(' ').filter(|_| !line.starts_with('#')) {
            let mut hasher = FnvBuildHasher::default().build_hasher();
            hasher.write(word.as_bytes());
            let mut slot = usize::try_from(hasher.finish() % slots.len() as u64)?;
            while slots[slot] != 0 {
                slot = (slot + 1) % slots.len();
            }
            slots[slot] = u32::try_from(start + 1)?;
        }
        start += line.len();
    }
    Ok(slots.into_iter().flat_map(u32::to_le_bytes).collect())
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

/// The files in `folder`, sorted, except for hidden files.
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    entries.retain(|entry| entry.file_name().is_some_and(|name| !name.to_string_lossy().starts_with('.')));
    entries.sort();
    Ok(entries)
}
