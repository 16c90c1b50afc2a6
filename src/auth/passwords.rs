//! Passwords: Argon2id (RFC 9106), on threads of their own and not on many at a time, so that sign-ins can't starve
//! everything else.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use actix_web::web;
use argon2::{
    Argon2, CustomizedPasswordHasher, Params, PasswordHasher,
    password_hash::{Error, phc::PasswordHash},
};
use tokio::sync::Semaphore;

use crate::problem::Problem;

/// Hashes passwords.
#[derive(Clone, Debug)]
pub struct Passwords {
    permits: Arc<Semaphore>,
    hashed: Arc<AtomicU64>,
}

impl Passwords {
    /// At most `at_a_time` are hashed together; the others wait.
    #[must_use]
    pub fn new(at_a_time: usize) -> Self {
        Self { permits: Arc::new(Semaphore::new(at_a_time)), hashed: Arc::default() }
    }

    /// The hash of a password in PHC form, with the salt and parameters of another hash, or else with a new salt and
    /// today's parameters. As long as these are the same, it takes the same time either way.
    ///
    /// # Errors
    ///
    /// [`Problem::Internal`], if the system gives no random numbers, the other hash is none, or the service is shutting
    /// down.
    pub async fn hash(&self, password: String, like: Option<String>) -> Result<String, Problem> {
        self.run(move || hash(&password, like.as_deref()))
            .await?
            .map_err(|error| Problem::internal(format!("hashing a password: {error}")))
    }

    /// How many passwords have been hashed until now, to be kept or to be looked up.
    #[must_use]
    pub fn hashed(&self) -> u64 {
        self.hashed.load(Ordering::Relaxed)
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
        let _permit = self.permits.acquire().await.map_err(Problem::internal)?;
        self.hashed.fetch_add(1, Ordering::Relaxed);
        web::block(work).await.map_err(Problem::internal)
    }
}

fn hash(password: &str, like: Option<&str>) -> Result<String, Error> {
    let (argon2, password) = (Argon2::default(), password.as_bytes());
    let hash: PasswordHash = match like {
        Some(like) => {
            let like = PasswordHash::new(like)?;
            let salt = like.salt.as_ref().ok_or(Error::SaltInvalid)?;
            let (algorithm, parameters) = (Some(like.algorithm.as_str()), Params::try_from(&like)?);
            argon2.hash_password_customized(password, salt, algorithm, like.version, parameters)?
        }
        None => argon2.hash_password(password)?,
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

    #[actix_web::test]
    async fn parameters_of_another_day_stay_with_their_salt() {
        let passwords = Passwords::new(1);
        let old = "$argon2id$v=16$m=64,t=1,p=2$c29tZSBvbGQgc2FsdA$YWJjZGVmZ2hpamtsbW5vcA";
        let hash = passwords.hash("correct horse".to_owned(), Some(old.to_owned())).await.unwrap();
        assert_eq!(old.rsplit_once('$').unwrap().0, hash.rsplit_once('$').unwrap().0);
        assert_eq!(hash.len(), old.len());
    }
}
