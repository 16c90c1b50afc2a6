//! The schema, up and down, for Postgres and SQLite alike.
//!
//! `account_id` leads every primary key, unique key, foreign key and index, so that an account's rows live together
//! when the tables are distributed by it. Five tables can't follow: `sign_ins`, which answers the question which
//! account an e-mail address and a password belong to, and `signing_keys`, `sealing_keys`, `claims` and
//! `confirmation_counts`, which are the service's own. They have no foreign keys into the others, so that every node
//! can have them.

mod m20261122_000001_accounts;
mod m20261122_000002_applications;
mod m20261122_000003_playbooks;
mod m20261122_000004_overrides;
mod m20261122_000005_agenda;
mod m20261122_000006_answers;
mod m20261122_000007_templates;
mod m20261122_000008_messages;
mod m20261122_000009_api_clients;
mod m20261122_000010_idempotency_keys;
mod m20261122_000011_shared_addresses;
mod m20261128_000012_people_and_offers;
mod m20261128_000013_playbooks_of_applications;
mod m20261128_000014_follow_up_names;
mod m20261128_000015_message_readiness;
mod m20261128_000016_postal_addresses;
mod m20261128_000017_sign_ins_without_account;
mod m20261128_000018_account_deletions;
mod m20261128_000019_searches;
mod m20261128_000020_planned_step_numbers;
mod m20261129_000021_planned_steps_without_key;
mod m20261129_000022_incoming;
mod m20261129_000023_changes;
mod m20261129_000024_events;
mod m20261129_000026_disabled_users;
mod m20261130_000029_calendar_feeds;
mod m20261130_000030_reminders;
mod m20261130_000032_assistants;
mod m20261130_000033_statistics;
mod m20261130_000034_application_contacts;
mod m20261130_000035_languages;
mod m20261130_000036_dismissed_findings;
mod m20261130_000037_mails;
mod m20261130_000038_periods;
mod m20261130_000040_facts_without_keys;
mod m20261130_000041_index_entries;
mod m20261130_000042_endpoint_pauses;
mod m20261130_000043_remote_id_prefixes;
mod m20261201_000044_interviewers_without_key;

mod run;
mod table;
mod triggers;

pub use run::{MigrationState, distribute, down, states, up};
use sea_orm_migration::{MigrationTrait, MigratorTrait, async_trait};

/// All migrations, in the order in which they apply.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_accounts::Migration),
            Box::new(m20261122_000002_applications::Migration),
            Box::new(m20261122_000003_playbooks::Migration),
            Box::new(m20261122_000004_overrides::Migration),
            Box::new(m20261122_000005_agenda::Migration),
            Box::new(m20261122_000006_answers::Migration),
            Box::new(m20261122_000007_templates::Migration),
            Box::new(m20261122_000008_messages::Migration),
            Box::new(m20261122_000009_api_clients::Migration),
            Box::new(m20261122_000010_idempotency_keys::Migration),
            Box::new(m20261122_000011_shared_addresses::Migration),
            Box::new(m20261128_000012_people_and_offers::Migration),
            Box::new(m20261128_000013_playbooks_of_applications::Migration),
            Box::new(m20261128_000014_follow_up_names::Migration),
            Box::new(m20261128_000015_message_readiness::Migration),
            Box::new(m20261128_000016_postal_addresses::Migration),
            Box::new(m20261128_000017_sign_ins_without_account::Migration),
            Box::new(m20261128_000018_account_deletions::Migration),
            Box::new(m20261128_000019_searches::Migration),
            Box::new(m20261128_000020_planned_step_numbers::Migration),
            Box::new(m20261129_000021_planned_steps_without_key::Migration),
            Box::new(m20261129_000022_incoming::Migration),
            Box::new(m20261129_000023_changes::Migration),
            Box::new(m20261129_000024_events::Migration),
            Box::new(m20261129_000026_disabled_users::Migration),
            Box::new(m20261130_000029_calendar_feeds::Migration),
            Box::new(m20261130_000030_reminders::Migration),
            Box::new(m20261130_000032_assistants::Migration),
            Box::new(m20261130_000033_statistics::Migration),
            Box::new(m20261130_000034_application_contacts::Migration),
            Box::new(m20261130_000035_languages::Migration),
            Box::new(m20261130_000036_dismissed_findings::Migration),
            Box::new(m20261130_000037_mails::Migration),
            Box::new(m20261130_000038_periods::Migration),
            Box::new(m20261130_000040_facts_without_keys::Migration),
            Box::new(m20261130_000041_index_entries::Migration),
            Box::new(m20261130_000042_endpoint_pauses::Migration),
            Box::new(m20261130_000043_remote_id_prefixes::Migration),
            Box::new(m20261201_000044_interviewers_without_key::Migration),
        ]
    }
}
