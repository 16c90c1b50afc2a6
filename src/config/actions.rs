//! The subcommands for operators.

use clap::{Subcommand, ValueEnum};

/// Commands about users. A user is named by id, or by an e-mail address that only one user has.
#[derive(Clone, Debug, Subcommand)]
pub enum UsersAction {
    /// List users: ids, accounts, e-mail addresses, and who is disabled; up to 1,000, by address.
    List {
        /// Only the user with this id, or those with this e-mail address.
        user: Option<String>,
    },
    /// Give a user another password and end the user's sessions. It is read from standard input, in one line; at a
    /// terminal, one is made up and printed.
    ResetPassword {
        /// The user's id, or an e-mail address that only one user has.
        user: String,
    },
    /// Let a user sign in no more, and end the user's sessions. API clients of the account stay.
    Disable {
        /// The user's id, or an e-mail address that only one user has.
        user: String,
    },
    /// Let a disabled user sign in again.
    Enable {
        /// The user's id, or an e-mail address that only one user has.
        user: String,
    },
}

/// A version of OpenAPI.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum OpenApiVersion {
    /// OpenAPI 3.1.0.
    #[value(name = "3.1")]
    V3_1,
    /// OpenAPI 3.0.3.
    #[value(name = "3.0")]
    V3_0,
}

/// Commands about jobs that were given up.
#[derive(Clone, Copy, Debug, Subcommand)]
pub enum JobsAction {
    /// List them, with their accounts, kinds and errors; up to 1,000.
    List,
    /// Queue all of them again.
    Replay,
}

/// The directions of a migration.
#[derive(Clone, Debug, Subcommand)]
pub enum Migrate {
    /// Apply the migrations that are pending.
    Up {
        /// How many; all, if left out.
        #[arg(long)]
        steps: Option<u32>,
    },
    /// Take migrations back, together with what their tables hold.
    Down {
        /// How many.
        #[arg(long, default_value_t = 1)]
        steps: u32,
    },
    /// List the migrations, and which of them are applied.
    Status,
    /// Distribute the tables over the nodes of a Citus, by account. What later migrations make is distributed with
    /// them.
    Distribute,
}

/// Commands about signing keys.
#[derive(Clone, Copy, Debug, Subcommand)]
pub enum KeysAction {
    /// List the keys: from when on each signs, and when it retires.
    List,
    /// Make a new key. It signs in ten minutes; the previous one retires once its last token has expired.
    Rotate {
        /// A key has leaked: refuse all that the keys until now have signed, within a minute.
        #[arg(long)]
        compromised: bool,
    },
}
