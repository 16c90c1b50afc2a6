//! The Ed25519 keys that sign access tokens, kept as PEM files that only their owner can read.
//!
//! Each file is named by its key's id, a UUID of version 7; the newest key signs, and all of them verify.

use std::{
    fmt, fs, io,
    io::Write as _,
    path::{Path, PathBuf},
};

use jsonwebtoken::{
    Algorithm, DecodingKey, EncodingKey,
    jwk::{Jwk, JwkSet, KeyOperations, PublicKeyUse},
};
use uuid::Uuid;

/// What stands before the 32 bytes of an Ed25519 key in a PKCS#8 document of version 1 (RFC 8410, section 7).
const PKCS8_PREFIX: [u8; 16] =
    [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

/// Why there are no keys to sign with.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The folder or a file in it can't be read or written.
    #[error("the signing keys in {} can't be read or written: {error}", path.display())]
    Io {
        /// Which one.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A file holds no Ed25519 key.
    #[error("{} holds no Ed25519 private key in PKCS#8 PEM form", .0.display())]
    NoKey(PathBuf),
    /// Others can read a file.
    #[error("{} can be read by others; make it readable by its owner alone (chmod 600)", .0.display())]
    Exposed(PathBuf),
    /// The system gives no random numbers.
    #[error("the system gives no random numbers for a signing key: {0}")]
    Random(getrandom::Error),
}

struct SigningKey {
    id: String,
    encoding: EncodingKey,
    decoding: DecodingKey,
    public: Jwk,
}

/// The keys, of which the newest signs.
pub struct SigningKeys(Vec<SigningKey>);

impl SigningKeys {
    /// Reads the keys of a folder; makes the folder and a first key where there are none.
    ///
    /// # Errors
    ///
    /// If a file can't be read or written, holds no key, or is readable by others.
    pub fn load_or_create(folder: &Path) -> Result<Self, KeyError> {
        let failed = |error| KeyError::Io { path: folder.to_owned(), error };
        fs::create_dir_all(folder).map_err(failed)?;
        let mut files = Vec::new();
        for entry in fs::read_dir(folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.extension().is_some_and(|extension| extension == "pem") {
                files.push(path);
            }
        }
        if files.is_empty() {
            files.push(create(folder)?);
        }
        files.sort();
        files.iter().map(|file| load(file)).collect::<Result<_, _>>().map(Self)
    }

    /// The id of the key that signs, and the key.
    pub(crate) fn signing(&self) -> (&str, &EncodingKey) {
        let key = self.0.last().expect("loading makes a key where there is none");
        (&key.id, &key.encoding)
    }

    /// The key with this id, to verify with.
    pub(crate) fn verifying(&self, id: &str) -> Option<&DecodingKey> {
        self.0.iter().find(|key| key.id == id).map(|key| &key.decoding)
    }

    /// The public keys (RFC 7517).
    #[must_use]
    pub fn public(&self) -> JwkSet {
        JwkSet { keys: self.0.iter().map(|key| key.public.clone()).collect() }
    }
}

impl fmt::Debug for SigningKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|key| &key.id)).finish()
    }
}

/// Makes a key. It is written whole under another name first, so that nobody ever reads half of it.
fn create(folder: &Path) -> Result<PathBuf, KeyError> {
    let path = folder.join(format!("{}.pem", Uuid::now_v7()));
    let failed = |error| KeyError::Io { path: path.clone(), error };
    let mut document = PKCS8_PREFIX.to_vec();
    document.resize(48, 0);
    getrandom::fill(&mut document[PKCS8_PREFIX.len()..]).map_err(KeyError::Random)?;
    // A temporary file is readable by its owner alone from the beginning.
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    file.write_all(pem::encode(&pem::Pem::new("PRIVATE KEY", document)).as_bytes()).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist(&path).map_err(|error| failed(error.error))?;
    Ok(path)
}

fn load(path: &Path) -> Result<SigningKey, KeyError> {
    let failed = |error| KeyError::Io { path: path.to_owned(), error };
    let no_key = || KeyError::NoKey(path.to_owned());
    refuse_exposed(path)?;
    let text = fs::read(path).map_err(failed)?;
    let document = pem::parse(text).map_err(|_| no_key())?.into_contents();
    if document.len() != 48 || !document.starts_with(&PKCS8_PREFIX) {
        return Err(no_key());
    }
    let id = path.file_stem().and_then(|stem| stem.to_str()).ok_or_else(no_key)?.to_owned();
    let encoding = EncodingKey::from_ed_der(&document);
    let mut public = Jwk::from_encoding_key(&encoding, Algorithm::EdDSA).map_err(|_| no_key())?;
    public.common.key_id = Some(id.clone());
    public.common.public_key_use = Some(PublicKeyUse::Signature);
    public.common.key_operations = Some(vec![KeyOperations::Verify]);
    let decoding = DecodingKey::from_jwk(&public).map_err(|_| no_key())?;
    Ok(SigningKey { id, encoding, decoding, public })
}

#[cfg(unix)]
fn refuse_exposed(path: &Path) -> Result<(), KeyError> {
    use std::os::unix::fs::PermissionsExt as _;
    // The last six bits are the rights of the group and of others.
    let mode = fs::metadata(path).map_err(|error| KeyError::Io { path: path.to_owned(), error })?.permissions().mode();
    if mode.trailing_zeros() >= 6 { Ok(()) } else { Err(KeyError::Exposed(path.to_owned())) }
}

#[cfg(not(unix))]
fn refuse_exposed(_: &Path) -> Result<(), KeyError> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_kept_to_its_owner() {
        let folder = tempfile::tempdir().unwrap();
        let first = SigningKeys::load_or_create(folder.path()).unwrap();
        let again = SigningKeys::load_or_create(folder.path()).unwrap();
        assert_eq!(first.signing().0, again.signing().0);
        assert_eq!(again.public().keys.len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_key_that_others_can_read_is_refused() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let id = SigningKeys::load_or_create(folder.path()).unwrap().signing().0.to_owned();
        let file = folder.path().join(format!("{id}.pem"));
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(matches!(SigningKeys::load_or_create(folder.path()), Err(KeyError::Exposed(_))));
    }

    #[test]
    fn what_is_no_key_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let id = SigningKeys::load_or_create(folder.path()).unwrap().signing().0.to_owned();
        fs::write(folder.path().join(format!("{id}.pem")), "no key").unwrap();
        assert!(matches!(SigningKeys::load_or_create(folder.path()), Err(KeyError::NoKey(_))));
    }
}
