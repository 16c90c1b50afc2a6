//! The fingerprint of the planner: another one for other code or data.

use std::{
    collections::BTreeSet,
    fs,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    io,
    path::{Path, PathBuf},
};

/// The folders of everything that decides a plan, except for the facts.
const FOLDERS: [&str; 3] = ["src", "data", "build"];

/// Sets `PLANNING_SOURCES` for the crate. The time zones are no file of the package, but made from a dependency.
pub(crate) fn fingerprint(time_zones: &str) {
    let mut files = BTreeSet::new();
    for folder in FOLDERS {
        println!("cargo::rerun-if-changed={folder}");
        collect(Path::new(folder), &mut files).expect("the folders are part of the package");
    }
    // Not the same in every release of Rust, which does no harm: what was kept is made again.
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.hash(&mut hasher);
        fs::read(file).expect("the file was listed").hash(&mut hasher);
    }
    time_zones.hash(&mut hasher);
    println!("cargo::rustc-env=PLANNING_SOURCES={:016x}", hasher.finish());
}

fn collect(folder: &Path, files: &mut BTreeSet<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.insert(path);
        }
    }
    Ok(())
}
