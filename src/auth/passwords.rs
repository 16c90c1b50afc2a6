//! Password hashes: Argon2id (RFC 9106). They are computed on separate threads and few at a time, so that sign-ins do
//! not slow down other requests.

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicU64, Ordering},
};

use argon2::{
    Algorithm, Argon2, Block, Params, Version,
    password_hash::{
        Error,
        phc::{Output, ParamsString, PasswordHash, Salt},
        try_generate_salt,
    },
};

use unicode_normalization::UnicodeNormalization as _;

use crate::{problem::Problem, queue::BlockingQueue};

/// Hashes passwords.
#[derive(Clone, Debug)]
pub struct Passwords {
    queue: BlockingQueue,
    memory: HashBuffers,
    hashed: Arc<AtomicU64>,
}

impl Passwords {
    /// At most `at_a_time` passwords are hashed together. Some others wait.
    #[must_use]
    pub fn new(at_a_time: usize) -> Self {
        Self { queue: BlockingQueue::new(at_a_time), memory: HashBuffers::default(), hashed: Arc::default() }
    }

    /// The hash of a password in PHC format, with the salt and parameters of another hash, or with a new salt and the
    /// current parameters. With equal parameters both take the same time. The password is prepared, so that it is
    /// the same from every keyboard.
    ///
    /// # Errors
    ///
    /// [`Problem::Overloaded`], if too many wait already; [`Problem::Internal`], if the system provides no random
    /// numbers or the other hash is invalid.
    pub async fn hash(&self, password: String, like: Option<String>) -> Result<String, Problem> {
        let prepared = prepared(&password).map_or(password, |prepared| prepared);
        self.hash_as_given(prepared, like).await
    }

    /// The same for the unprepared password, whose hash earlier releases have stored.
    ///
    /// # Errors
    ///
    /// The errors of [`Self::hash`].
    pub async fn hash_as_given(&self, password: String, like: Option<String>) -> Result<String, Problem> {
        let (memory, hashed) = (self.memory.clone(), Arc::clone(&self.hashed));
        let hash = self.queue.run(move || {
            hashed.fetch_add(1, Ordering::Relaxed);
            memory.lend(|blocks| hash(blocks, &password, like.as_deref()))
        });
        hash.await?.map_err(|error| Problem::internal(format!("hashing a password: {error}")))
    }

    /// The number of passwords that have been hashed.
    #[must_use]
    pub fn hashed(&self) -> u64 {
        self.hashed.load(Ordering::Relaxed)
    }

    /// The queue for hashing.
    #[must_use]
    pub fn queue(&self) -> &BlockingQueue {
        &self.queue
    }
}

/// A password as it is compared (RFC 8265, section 4.2): spaces of other kinds are spaces, and accents are part of
/// their letters (NFC). `None` if it has this form already.
pub(super) fn prepared(password: &str) -> Option<String> {
    const OTHER_SPACES: [char; 5] = ['\u{a0}', '\u{1680}', '\u{202f}', '\u{205f}', '\u{3000}'];
    if password.is_ascii() {
        return None;
    }
    let is_space = |c: char| OTHER_SPACES.contains(&c) || ('\u{2000}'..='\u{200a}').contains(&c);
    let prepared: String = password.chars().map(|c| if is_space(c) { ' ' } else { c }).nfc().collect();
    (prepared != password).then_some(prepared)
}

/// Memory for hashing: 19 MiB for each hash. It is reused, since allocating it for each hash takes longer and leaves
/// memory behind in every thread.
#[derive(Clone, Debug, Default)]
struct HashBuffers(Arc<Mutex<Vec<Vec<Block>>>>);

impl HashBuffers {
    /// Lends unused or new memory, and clears it afterwards.
    fn lend<T>(&self, work: impl FnOnce(&mut Vec<Block>) -> T) -> T {
        let idle = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let lent = idle().pop();
        let mut blocks = lent.unwrap_or_default();
        let done = work(&mut blocks);
        // Cleared, so that nothing of a password remains in memory.
        blocks.fill(Block::new());
        idle().push(blocks);
        done
    }
}

fn hash(blocks: &mut Vec<Block>, password: &str, like: Option<&str>) -> Result<String, Error> {
    let (algorithm, version, parameters, salt) = if let Some(like) = like {
        let like = PasswordHash::new(like)?;
        let algorithm = Algorithm::try_from(like.algorithm.as_str())?;
        let version = like.version.map(Version::try_from).transpose()?.unwrap_or_default();
        (algorithm, version, Params::try_from(&like)?, like.salt.ok_or(Error::SaltInvalid)?)
    } else {
        let salt = Salt::new(&try_generate_salt().map_err(|_| Error::Crypto)?)?;
        (Algorithm::default(), Version::default(), Params::default(), salt)
    };
    if blocks.len() < parameters.block_count() {
        blocks.resize(parameters.block_count(), Block::new());
    }
    let mut output = [0; Output::MAX_LENGTH];
    let output =
        output.get_mut(..parameters.output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN)).ok_or(Error::OutputSize)?;
    let params = ParamsString::try_from(&parameters)?;
    let argon2 = Argon2::new(algorithm, version, parameters);
    argon2.hash_password_into_with_memory(password.as_bytes(), &salt, output, blocks)?;
    let hash = PasswordHash {
        algorithm: algorithm.ident(),
        version: Some(version.into()),
        params,
        salt: Some(salt),
        hash: Some(Output::new(output)?),
    };
    Ok(hash.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_web::test]
    async fn a_password_has_the_same_hash_with_the_same_salt_alone() {
        let passwords = Passwords::new(1);
        let hash = async |password: &str, like: Option<&str>| {
            passwords.hash(password.to_owned(), like.map(str::to_owned)).await.unwrap()
        };
        let first = hash("correct horse", None).await;
        assert!(first.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{first}");
        assert_ne!(first, hash("correct horse", None).await);
        assert_eq!(first, hash("correct horse", Some(&first)).await);
        let other = hash("correct horsf", Some(&first)).await;
        assert_ne!(first, other);
        assert_eq!(first.rsplit_once('$').unwrap().0, other.rsplit_once('$').unwrap().0);
    }

    #[test]
    fn a_password_is_the_same_from_every_keyboard() {
        assert_eq!(prepared("correct horse"), None);
        assert_eq!(prepared("pr\u{e9}cis"), None);
        assert_eq!(prepared("pre\u{301}cis").as_deref(), Some("pr\u{e9}cis"));
        assert_eq!(prepared("a\u{a0}b\u{2003}c\u{3000}d").as_deref(), Some("a b c d"));
        // Neither letters nor widths are changed.
        assert_eq!(prepared("\u{ff21}\u{df}\u{130}"), None);
    }

    #[actix_web::test]
    async fn the_parameters_of_an_old_hash_are_reused() {
        let passwords = Passwords::new(1);
        let old = "$argon2id$v=16$m=64,t=1,p=2$c29tZSBvbGQgc2FsdA$YWJjZGVmZ2hpamtsbW5vcA";
        let hash = passwords.hash("correct horse".to_owned(), Some(old.to_owned())).await.unwrap();
        assert_eq!(old.rsplit_once('$').unwrap().0, hash.rsplit_once('$').unwrap().0);
        assert_eq!(hash.len(), old.len());
    }
}
