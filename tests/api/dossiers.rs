//! What one query gathers as JSON is what the rows say one by one, whatever they hold.

mod arbitrary;

use entity::{
    Application, ApplicationId, Candidate, CandidateId, Communication, CommunicationId, Contact, ContactId, Dossier,
    Interview, InterviewId, Interviewer, Playbook, PlaybookId, Record, Scope,
};
use planning::facts::{
    ApplicationDetails, CandidateDetails, Channel, CommunicationChannel, CommunicationDetails, Company, ContactDetails,
    Culture, Direction, FormOfAddress, InterviewDetails, InterviewKind, InterviewStatus, Medium, Outcome, OutcomeKind,
    OverrideDetails, Position, PreferredChannel, Purpose, Rapport, Role, Sector, Seniority,
};
use planning::{Key, Locale};
use proptest::prelude::*;

use self::arbitrary::Arbitrary;
use crate::support::on_both_databases;

/// An application with all that can belong to one, stored as rows; then as it should be found.
async fn stored(scope: &Scope, some: &mut Arbitrary) -> Dossier {
    let candidate = scope.insert(candidate(scope, some)).await.unwrap();
    let mut own = None;
    if some.flag() {
        own = Some(scope.insert_playbook(playbook(scope, some)).await.unwrap());
    }
    let named = own.as_ref().map(|playbook| playbook.key.parse().unwrap());
    let application = scope.insert(application(scope, some, candidate.stamp.id, named)).await.unwrap();
    let id = application.stamp.id;
    let mut dossier = Dossier {
        candidate,
        application,
        contacts: Vec::new(),
        interviews: Vec::new(),
        interviewers: Vec::new(),
        communications: Vec::new(),
        overrides: Vec::new(),
        playbook: own,
    };
    for _ in 0..some.any(0..4_usize) {
        dossier.contacts.push(scope.insert(contact(scope, some, id)).await.unwrap());
    }
    let people: Vec<_> = dossier.contacts.iter().map(|contact| contact.stamp.id).collect();
    for _ in 0..some.any(0..4_usize) {
        let led_by = some.any(Just(people.clone()).prop_shuffle());
        let led_by = &led_by[..some.any(0..=people.len())];
        let interview = scope.insert_interview(interview(scope, some, id), led_by).await.unwrap();
        dossier.interviewers.extend((0..).zip(led_by).map(|(position, &contact_id)| Interviewer {
            account_id: scope.account_id(),
            interview_id: interview.stamp.id,
            contact_id,
            position,
        }));
        dossier.interviews.push(interview);
    }
    for _ in 0..some.any(0..4_usize) {
        let with = people.first().copied().filter(|_| some.flag());
        let row = communication(scope, some, id, with);
        dossier.communications.push(scope.insert_naming(row, with.as_slice()).await.unwrap());
    }
    for step in ["a:move_on", "b:follow_up:1"] {
        let details = OverrideDetails { dismissed: some.flag(), not_before: some.maybe(Arbitrary::instant) };
        dossier.overrides.push(scope.put_override(id, step, details, None).await.unwrap());
    }
    dossier
}

/// The same, as the rows have it one by one.
async fn row_by_row(scope: &Scope, dossier: &Dossier) -> Dossier {
    async fn rows<R: Record>(scope: &Scope, rows: &[R]) -> Vec<R> {
        let mut read = Vec::new();
        for row in rows {
            read.push(scope.get::<R>(row.id()).await.unwrap().unwrap());
        }
        read
    }

    let mut interviewers = Vec::new();
    for interview in &dossier.interviews {
        let led = scope.interview(interview.stamp.id).await.unwrap().unwrap();
        assert_eq!(led.interview, *interview);
        interviewers.extend((0..).zip(led.interviewer_ids).map(|(position, contact_id)| Interviewer {
            account_id: scope.account_id(),
            interview_id: interview.stamp.id,
            contact_id,
            position,
        }));
    }
    Dossier {
        candidate: scope.get(dossier.candidate.stamp.id).await.unwrap().unwrap(),
        application: scope.get(dossier.application.stamp.id).await.unwrap().unwrap(),
        contacts: rows(scope, &dossier.contacts).await,
        interviews: rows(scope, &dossier.interviews).await,
        interviewers,
        communications: rows(scope, &dossier.communications).await,
        overrides: scope.overrides(dossier.application.stamp.id, None, 100).await.unwrap().items,
        playbook: match &dossier.playbook {
            Some(playbook) => scope.playbook(&playbook.key).await.unwrap(),
            None => None,
        },
    }
}

on_both_databases! {
    async fn a_dossier_says_what_its_rows_say(api: Api) {
        let account = api.sign_up("Alice").await.get("/v1/account").await.expect(200);
        let account: uuid::Uuid = account["id"].as_str().unwrap().parse().unwrap();
        let now = api.clock.now();
        #[expect(clippy::disallowed_methods, reason = "a test needs nobody's permission")]
        let (scope, other) = (Scope::new(api.db.clone(), account.into(), now), Scope::new(api.db.clone(), entity::AccountId::new(), now));
        let mut some = Arbitrary::new();
        let mut all = Vec::new();
        for _ in 0..30 {
            let dossier = stored(&scope, &mut some).await;
            let id = dossier.application.stamp.id;
            assert_eq!(scope.dossier(id).await.unwrap().as_ref(), Some(&dossier));
            assert_eq!(row_by_row(&scope, &dossier).await, dossier);
            if let Some(interview) = dossier.interviews.first() {
                let found = scope.dossier_of_interview(interview.stamp.id).await.unwrap();
                assert_eq!(found.as_ref(), Some(&dossier));
                assert_eq!(other.dossier_of_interview(interview.stamp.id).await.unwrap(), None);
            }
            assert_eq!(other.dossier(id).await.unwrap(), None);
            all.push(dossier);
        }
        let ids: Vec<_> = all.iter().map(|dossier| dossier.application.stamp.id).collect();
        let mut found = scope.dossiers(&ids).await.unwrap();
        found.sort_by_key(|dossier| dossier.application.stamp.id);
        assert_eq!(found, all);
        assert_eq!(other.dossiers(&ids).await.unwrap(), []);
        assert_eq!(scope.dossiers(&[]).await.unwrap(), []);
        // Few are read by one statement.
        let few = &ids[..4];
        let mut found = scope.dossiers(few).await.unwrap();
        found.sort_by_key(|dossier| dossier.application.stamp.id);
        assert_eq!(found, all[..4]);
        assert_eq!(other.dossiers(few).await.unwrap(), []);
    }
}

fn playbook(scope: &Scope, some: &mut Arbitrary) -> Playbook {
    let id = PlaybookId::new();
    Playbook {
        stamp: some.stamp(scope, id),
        key: format!("{}{id}", some.parsed::<Key>()),
        body: serde_json::json!({"name": some.text(), "thank_you": null, "follow_ups": [{"days": 1}]}),
    }
}

fn candidate(scope: &Scope, some: &mut Arbitrary) -> Candidate {
    Candidate {
        stamp: some.stamp(scope, CandidateId::new()),
        remote_id: None,
        details: CandidateDetails {
            name: some.maybe(Arbitrary::parsed),
            email: some.maybe(|_| "ada@example.com".parse().unwrap()),
            phone: some.maybe(|_| "+1 212 555 0100".parse().unwrap()),
            postal_address: some.maybe(Arbitrary::parsed),
            linkedin_url: some.maybe(|_| "https://www.linkedin.com/in/ada".parse().unwrap()),
            preferred_channel: some.maybe(|some| some.one_of([PreferredChannel::Email, PreferredChannel::Phone])),
            strengths: some.list(),
            goals: some.list(),
            time_zone: some.maybe(|some| some.one_of(["Europe/London", "UTC"]).parse().unwrap()),
            locale: some.maybe(|some| some.one_of(Locale::ALL)),
            familiar: some.maybe(Arbitrary::flag),
        },
    }
}

fn application(
    scope: &Scope,
    some: &mut Arbitrary,
    candidate_id: CandidateId,
    own_playbook: Option<Key>,
) -> Application {
    Application {
        stamp: some.stamp(scope, ApplicationId::new()),
        remote_id: None,
        candidate_id,
        built_in_playbook: some.maybe(Arbitrary::parsed),
        own_playbook,
        details: ApplicationDetails {
            company: Company {
                name: some.parsed(),
                sector: some.one_of([Sector::Startup, Sector::Other]),
                culture: some.one_of([Culture::Formal, Culture::Neutral]),
                main_phone: some.maybe(|_| "+1 212 555 0199".parse().unwrap()),
                postal_address: some.maybe(Arbitrary::parsed),
            },
            position: Position {
                title: some.parsed(),
                seniority: some.one_of([Seniority::Entry, Seniority::Executive]),
            },
            applied_on: some.maybe(Arbitrary::date),
            urgent: some.flag(),
            forbidden_channels: some.maybe(|_| vec![Channel::Phone, Channel::Linkedin]).unwrap_or_default(),
            time_zone: some.one_of(["America/New_York", "UTC"]).parse().unwrap(),
            holiday_calendar: some.maybe(|some| some.one_of(["US-NY", "DE"]).parse().unwrap()),
            closures: (0..some.any(0..3_usize)).map(|_| some.date()).collect(),
            outcome: some.maybe(|some| Outcome {
                kind: some.one_of([OutcomeKind::Offered, OutcomeKind::Rejected]),
                at: some.instant(),
                respond_by: some.maybe(Arbitrary::instant),
            }),
            competing_offers: some.offers(),
            accepted_elsewhere_at: some.maybe(Arbitrary::instant),
            strengths: some.list(),
            publicly_advertised: some.maybe(Arbitrary::flag),
            employer_size: some.maybe(|some| some.any(1..10_000_000_i32).try_into().unwrap()),
            locale: some.maybe(|some| some.one_of(Locale::ALL)),
            familiar: some.maybe(Arbitrary::flag),
        },
    }
}

fn contact(scope: &Scope, some: &mut Arbitrary, application_id: ApplicationId) -> Contact {
    let id = ContactId::new();
    Contact {
        stamp: some.stamp(scope, id),
        remote_id: some.flag().then(|| id.into()),
        application_id,
        details: ContactDetails {
            name: some.maybe(Arbitrary::parsed),
            given_name: some.maybe(Arbitrary::parsed),
            family_name: some.maybe(Arbitrary::parsed),
            title: some.maybe(Arbitrary::parsed),
            address: some.maybe(|some| some.one_of([FormOfAddress::Ms, FormOfAddress::Neutral])),
            familiar: some.maybe(Arbitrary::flag),
            role: some.one_of([Role::HiringManager, Role::Other]),
            email: some.maybe(|_| "grace@acme.example".parse().unwrap()),
            phone: some.maybe(|_| "+1 212 555 0100".parse().unwrap()),
            postal_address: some.maybe(Arbitrary::parsed),
            linkedin_connected: some.flag(),
            left: some.flag(),
            undeliverable: some.maybe(|_| vec![Channel::Letter, Channel::Email]).unwrap_or_default(),
        },
    }
}

fn interview(scope: &Scope, some: &mut Arbitrary, application_id: ApplicationId) -> Interview {
    let starts_at = some.instant();
    Interview {
        stamp: some.stamp(scope, InterviewId::new()),
        remote_id: None,
        application_id,
        details: InterviewDetails {
            kind: some.one_of([InterviewKind::Panel, InterviewKind::Other]),
            medium: some.one_of([Medium::Phone, Medium::InPerson]),
            starts_at,
            ends_at: (*starts_at + chrono::TimeDelta::hours(1)).try_into().unwrap(),
            status: some.one_of([InterviewStatus::Scheduled, InterviewStatus::EmployerNoShow]),
            rapport: some.one_of([Rapport::Unknown, Rapport::Strong]),
            decision_expected_on: some.maybe(Arbitrary::date),
            respond_by: some.maybe(Arbitrary::instant),
            talking_points: some.list(),
            points_to_clarify: some.list(),
        },
    }
}

fn communication(
    scope: &Scope,
    some: &mut Arbitrary,
    application_id: ApplicationId,
    contact_id: Option<ContactId>,
) -> Communication {
    let id = CommunicationId::new();
    Communication {
        stamp: some.stamp(scope, id),
        remote_id: some.flag().then(|| id.into()),
        application_id,
        contact_id,
        details: CommunicationDetails {
            direction: some.one_of([Direction::Inbound, Direction::Outbound]),
            channel: some.one_of([CommunicationChannel::Linkedin, CommunicationChannel::Other]),
            purpose: some.one_of([Purpose::ThankYou, Purpose::Other]),
            bounced: some.flag(),
            at: some.instant(),
            decision_expected_on: some.maybe(Arbitrary::date),
            automatic: some.flag(),
            needs_answer: some.flag(),
            answer: some.maybe(Arbitrary::parsed),
        },
    }
}
