//! Passwords: Argon2id (RFC 9106), on threads of their own and not on many at a time, so that sign-ins can't starve
//! everything else.

use std::sync::{
    Arc, LazyLock,
    atomic::{AtomicU64, Ordering},
};

use actix_web::web;
use argon2::{Argon2, PasswordHasher, PasswordVerifier, password_hash::phc::PasswordHash};
use tokio::sync::Semaphore;

use crate::problem::Problem;

/// What a password is compared with where there is no user, so that it takes the same time.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash("nobody's password").unwrap_or_default());

/// Hashes and verifies passwords.
#[derive(Clone, Debug)]
pub struct Passwords {
    permits: Arc<Semaphore>,
    hashed: Arc<AtomicU64>,
}

impl Passwords {
    /// At most `at_a_time` are hashed or verified together; the others wait.
    #[must_use]
    pub fn new(at_a_time: usize) -> Self {
        Self { permits: Arc::new(Semaphore::new(at_a_time)), hashed: Arc::default() }
    }

    /// The hash of a password, with its salt and parameters, in PHC form.
    ///
    /// # Errors
    ///
    /// [`Problem::Internal`], if the system gives no random numbers.
    pub async fn hash(&self, password: String) -> Result<String, Problem> {
        self.run(move || hash(&password))
            .await?
            .map_err(|error| Problem::internal(format!("hashing a password: {error}")))
    }

    /// Whether a password is the one that the hash was made of. Without a hash it isn't, after the same time.
    ///
    /// # Errors
    ///
    /// [`Problem::Internal`], if the service is shutting down.
    pub async fn verify(&self, password: String, expected: Option<String>) -> Result<bool, Problem> {
        self.run(move || {
            let known = expected.is_some();
            let expected = expected.unwrap_or_else(|| NOBODY.clone());
            let matches = PasswordHash::new(&expected)
                .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
            known && matches
        })
        .await
    }

    /// How many passwords have been hashed until now, to be kept or to be compared.
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

fn hash(password: &str) -> Result<String, argon2::password_hash::Error> {
    let hash: PasswordHash = Argon2::default().hash_password(password.as_bytes())?;
    Ok(hash.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_web::test]
    async fn a_password_is_known_by_its_hash_alone() {
        let passwords = Passwords::new(1);
        let hash = passwords.hash("correct horse".to_owned()).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(passwords.verify("correct horse".to_owned(), Some(hash.clone())).await.unwrap());
        assert!(!passwords.verify("correct horsf".to_owned(), Some(hash)).await.unwrap());
        assert!(!passwords.verify("nobody's password".to_owned(), None).await.unwrap());
    }
}
