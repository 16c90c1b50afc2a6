//! The texts of the statements that write new rows and their events.

use sea_orm::{EntityTrait, IdenStatic, Iterable};

use crate::{
    scope::change_events::{ChangeKind, ColumnSource, event_sql},
    tables::{AccountTable, DependentPlans, InsertStatement},
};

/// The position of a column among those of its table.
pub(super) fn position<E: EntityTrait>(column: E::Column) -> usize {
    E::Column::iter().take_while(|other| other.as_str() != column.as_str()).count()
}

/// The names of a table's columns and the parameters for their values, both in order and separated by commas.
fn names_and_marks<E: EntityTrait>() -> (String, String) {
    let names: Vec<String> = E::Column::iter().map(|column| format!("\"{}\"", column.as_str())).collect();
    let marks: Vec<String> = (1..=names.len()).map(|number| format!("${number}")).collect();
    (names.join(", "), marks.join(", "))
}

/// The number of the parameter with the id of the event: the one after the columns and the contacts.
fn event_mark<E: AccountTable>(statement: InsertStatement) -> usize {
    E::Column::iter().count() + if matches!(statement, InsertStatement::WithoutContacts) { 1 } else { 2 }
}

/// One statement that writes a row, for Postgres. Its parameters are the values of the row's columns in order, then the
/// contacts, if the row can name some, and then the id of the event, if writes of the row have events. It returns a
/// row, or none if the application or a contact does not exist.
pub(super) fn one_statement<E: AccountTable>(statement: InsertStatement) -> String {
    let (table, id) = (E::default().table_name().to_owned(), E::ID.as_str().to_owned());
    let mark = |column: E::Column| format!("${}", 1 + position::<E>(column));
    let (names, marks) = names_and_marks::<E>();
    let contacts = format!("${}", 1 + E::Column::iter().count());
    let insert_event =
        event_sql::<E>(ChangeKind::Created, event_mark::<E>(statement), ColumnSource::Returned("written"));
    let returned = ColumnSource::returning::<E>();
    let Some(application) = E::PLANS.application() else {
        let written = format!("INSERT INTO {table} ({names}) VALUES ({marks}) RETURNING {returned}");
        let insert_event = insert_event.map_or_else(String::new, |insert_event| format!(", event AS ({insert_event})"));
        return match E::PLANS {
            DependentPlans::Own => format!(
                "WITH written AS ({written}){insert_event} \
                 INSERT INTO plan_horizons (account_id, application_id, facts_version, made_with) \
                 SELECT account_id, {id}, 1, '' FROM written RETURNING application_id"
            ),
            _ if insert_event.is_empty() => written,
            _ => format!("WITH written AS ({written}){insert_event} SELECT {id} FROM written"),
        };
    };
    let (account, application) = (mark(E::ACCOUNT_ID), mark(application));
    let contacts_exist = match statement {
        InsertStatement::WithoutContacts => String::new(),
        InsertStatement::WithContacts | InsertStatement::WithInterviewers => format!(
            " AND cardinality({contacts}::uuid[]) = (SELECT count(*) FROM contacts \
             WHERE account_id = {account} AND application_id = {application} AND id = ANY({contacts}::uuid[])) \
             + (SELECT count(*) FROM application_contacts WHERE account_id = {account} \
             AND application_id = {application} AND contact_id = ANY({contacts}::uuid[]))"
        ),
    };
    // The statement sees the contacts that were there when it began, and may have waited for the horizon since. Locking
    // them leaves out those that were deleted meanwhile; no foreign key does.
    let (held, all_held) = match statement {
        InsertStatement::WithoutContacts | InsertStatement::WithContacts => (String::new(), String::new()),
        InsertStatement::WithInterviewers => (
            format!(
                "held AS (SELECT contacts.id FROM outdated, contacts WHERE contacts.account_id = {account} \
                 AND contacts.id = ANY({contacts}::uuid[]) FOR KEY SHARE OF contacts), "
            ),
            format!(" WHERE cardinality({contacts}::uuid[]) = (SELECT count(*) FROM held)"),
        ),
    };
    let led = match statement {
        InsertStatement::WithoutContacts | InsertStatement::WithContacts => String::new(),
        InsertStatement::WithInterviewers => format!(
            ", led AS (INSERT INTO interviewers (account_id, interview_id, contact_id, position) \
             SELECT written.account_id, written.id, leader.id, leader.place - 1 \
             FROM written, unnest({contacts}::uuid[]) WITH ORDINALITY AS leader(id, place))"
        ),
    };
    format!(
        "WITH outdated AS (UPDATE plan_horizons SET facts_version = facts_version + 1, made_with = '' \
         WHERE account_id = {account} AND application_id = {application}{contacts_exist} RETURNING application_id), \
         {held}written AS (INSERT INTO {table} ({names}) SELECT {marks} FROM outdated{all_held} RETURNING {returned}){led}{insert_event} \
         SELECT {id} FROM written",
        insert_event = insert_event.map_or_else(String::new, |insert_event| format!(", event AS ({insert_event})"))
    )
}

/// The same for `SQLite`: up to four statements, which are sent together. They return no row, either, if the
/// application or a contact does not exist.
pub(super) fn statements<E: AccountTable>(statement: InsertStatement) -> String {
    let (table, id) = (E::default().table_name().to_owned(), position::<E>(E::ID) + 1);
    let (account, contacts) = (position::<E>(E::ACCOUNT_ID) + 1, E::Column::iter().count() + 1);
    let (names, marks) = names_and_marks::<E>();
    let insert_event = event_sql::<E>(ChangeKind::Created, event_mark::<E>(statement), ColumnSource::Parameters);
    let insert_event = insert_event.map_or_else(String::new, |insert_event| format!("; {insert_event}"));
    let Some(application) = E::PLANS.application() else {
        let written = format!("INSERT INTO {table} ({names}) VALUES ({marks}) RETURNING 1");
        return match E::PLANS {
            DependentPlans::Own => format!(
                "{written}; INSERT INTO plan_horizons (account_id, application_id, facts_version, made_with) \
                 VALUES (${account}, ${id}, 1, ''){insert_event}"
            ),
            _ => written + &insert_event,
        };
    };
    let application = position::<E>(application) + 1;
    let contacts_exist = match statement {
        InsertStatement::WithoutContacts => String::new(),
        InsertStatement::WithContacts | InsertStatement::WithInterviewers => format!(
            " AND json_array_length(${contacts}) = (SELECT count(*) FROM contacts WHERE account_id = ${account} \
             AND application_id = ${application} AND id IN (SELECT unhex(value) FROM json_each(${contacts}))) \
             + (SELECT count(*) FROM application_contacts WHERE account_id = ${account} \
             AND application_id = ${application} \
             AND contact_id IN (SELECT unhex(value) FROM json_each(${contacts})))"
        ),
    };
    let led = match statement {
        InsertStatement::WithoutContacts | InsertStatement::WithContacts => String::new(),
        InsertStatement::WithInterviewers => format!(
            "; INSERT INTO interviewers (account_id, interview_id, contact_id, position) \
             SELECT ${account}, ${id}, unhex(value), key FROM json_each(${contacts}) WHERE changes() > 0"
        ),
    };
    format!(
        "UPDATE plan_horizons SET facts_version = facts_version + 1, made_with = '' \
         WHERE account_id = ${account} AND application_id = ${application}{contacts_exist}; \
         INSERT INTO {table} ({names}) SELECT {marks} WHERE changes() > 0 RETURNING 1{led}{insert_event}"
    )
}
