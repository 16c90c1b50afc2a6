//! Finds the application that an import belongs to.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use entity::{ApplicationFilter, ApplicationId, Candidate, Contact, Scope};
use sha2::{Digest, Sha256};

use super::{ImportMatch, reading::FileContent};

/// The maximum number of applications that are offered.
const MAX_MATCHES: usize = 20;

/// The stored form of an external identifier, which may have any length.
pub(super) fn hash<T: AsRef<[u8]>>(text: T) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(text.as_ref()))
}

/// The application that files belong to, or those that they may belong to.
pub(super) enum ApplicationMatch {
    One(ApplicationId),
    Several(Vec<ImportMatch>),
}

/// Looks for the application: by events and mails that are known, then by contacts' addresses. Where these name
/// several, or none, all that the people in it have to do with are offered. A subject alone matches nothing.
pub(super) async fn find(
    scope: &Scope,
    files: &[FileContent],
    contacts: &[Contact],
    candidates: &[Candidate],
) -> entity::Result<ApplicationMatch> {
    let uids: Vec<String> =
        files.iter().flat_map(FileContent::events).filter_map(|event| event.uid.as_deref()).map(hash).collect();
    let uids: Vec<&str> = uids.iter().map(String::as_str).collect();
    let known = scope.event_versions(&uids).await?;
    if let Some(one) = only(known.iter().map(|version| version.application_id)) {
        return Ok(ApplicationMatch::One(one));
    }
    let threads: Vec<String> = files.iter().flat_map(threads).map(|id| hash(&id)).collect();
    let threads: Vec<&str> = threads.iter().map(String::as_str).collect();
    let known = scope.mail_messages(&threads).await?;
    if let Some(one) = only(known.iter().map(|message| message.application_id)) {
        return Ok(ApplicationMatch::One(one));
    }
    if let Some(one) = only(contacts.iter().map(|contact| contact.application_id)) {
        return Ok(ApplicationMatch::One(one));
    }
    offered(scope, contacts, candidates).await.map(ApplicationMatch::Several)
}

async fn offered(scope: &Scope, contacts: &[Contact], candidates: &[Candidate]) -> entity::Result<Vec<ImportMatch>> {
    let mut offered: Vec<ImportMatch> = Vec::new();
    for contact in contacts {
        let Some(email) = &contact.details.email else { continue };
        let why = format!("{} is a contact of it", &**email);
        offered.push(ImportMatch { application_id: contact.application_id, why });
    }
    // Usually one, the candidate whose mail it is.
    for candidate in candidates.iter().take(3) {
        let filter = ApplicationFilter {
            candidate_id: Some(candidate.stamp.id),
            outcome: Some(None),
            ..ApplicationFilter::default()
        };
        for row in scope.page::<entity::Application>(&filter, None, MAX_MATCHES as u64).await?.items {
            let company = &row.details.company.name;
            let why = format!("the candidate has applied at {}, and the application is open", &**company);
            offered.push(ImportMatch { application_id: row.stamp.id, why });
        }
    }
    let mut seen = std::collections::HashSet::new();
    offered.retain(|it| seen.insert(it.application_id));
    offered.truncate(MAX_MATCHES);
    Ok(offered)
}

/// The only one of these, however often it is there.
fn only(ids: impl IntoIterator<Item = ApplicationId>) -> Option<ApplicationId> {
    let mut ids = ids.into_iter();
    let first = ids.next()?;
    ids.all(|id| id == first).then_some(first)
}

/// The messages that a mail belongs to: itself, those that it answers, and those that it reports on.
fn threads(file: &FileContent) -> Vec<String> {
    let FileContent::Mail(mail) = file else { return Vec::new() };
    let reported = mail.report.as_ref().and_then(|report| report.original_message_id.as_ref());
    mail.message_id.iter().chain(&mail.in_reply_to).chain(&mail.references).chain(reported).cloned().collect()
}
