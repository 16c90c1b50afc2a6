//! What the tests have in common: an app in this process on a database of its own, and clients by role.

mod answer;
mod api;
pub mod assistant;
mod citus;
mod facts;
pub mod postgres;
pub mod process;
pub mod proxy;
pub mod receiver;
pub mod server;
pub mod session;
pub mod shape;
pub mod smtp;
mod watch;
mod wire;
pub mod writers;

use std::{
    thread,
    time::{Duration, Instant},
};

pub use answer::Answer;
pub use api::{Api, ApiClient, Client};
pub use citus::Citus;
pub use database::Backend;
pub use facts::{Story, add_strength, application_of, playbook_of, share_contact, story, template_of};
pub use watch::Watch;

/// Waits until it is so, and fails if it isn't within this time.
pub fn wait_until(within: Duration, what: &str, mut is_so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < within, "{what} isn't so within {within:?}");
        thread::sleep(Duration::from_millis(20));
    }
}

/// Makes a test of a function that takes an [`Api`], once on each database.
macro_rules! on_both_databases {
    ($($(#[$meta:meta])* async fn $name:ident($api:ident: Api) $body:block)*) => {$(
        $(#[$meta])*
        async fn $name($api: $crate::support::Api) $body

        mod $name {
            use $crate::support::{Api, Backend};

            #[actix_web::test]
            async fn sqlite() {
                super::$name(Api::start(Backend::Sqlite).await).await;
            }

            #[actix_web::test]
            async fn postgres() {
                super::$name(Api::start(Backend::Postgres).await).await;
            }
        }
    )*};
}
pub(crate) use on_both_databases;
