//! The whole main job by the client that progenitor generates, from sign-up to the plan that has moved on.

use chrono::{DateTime, Utc};
use followup_by_progenitor::{Client, types};
use reqwest::header::{AUTHORIZATION, HeaderMap};

type Failure = Box<dyn std::error::Error>;

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().expect("it is a time")
}

/// The step that a plan says is next.
async fn next(client: &Client, application: types::ApplicationId, as_of: &str) -> Result<types::Step, Failure> {
    let plan = client.get_application_plan().id(application).as_of(moment(as_of)).send().await?.into_inner();
    let step = plan.steps.into_iter().find(|step| Some(&step.id) == plan.next_step_id.as_ref());
    Ok(step.ok_or("the plan has nothing to do next")?)
}

fn facts(zone: &str) -> Result<types::Facts, Failure> {
    let company = types::Company::builder().name("Acme");
    let position = types::Position::builder().title("Data Engineer");
    let application = types::ApplicationFacts::builder().company(company).position(position).time_zone(zone.to_owned());
    Ok(types::Facts::builder().application(application).playbook(Some("consensus".parse()?)).try_into()?)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    let api = std::env::args().nth(1).ok_or("say where the service is")?;
    let (email, password) = ("progenitor@example.com", "correct horse battery staple");
    let anybody = Client::new(&api);
    let account = anybody
        .create_account()
        .body_map(|body| body.name("Ada Okafor").email(email).password(password))
        .send()
        .await?
        .into_inner();
    let (name, word) = (Some(email.to_owned()), Some(password.to_owned()));
    let token =
        anybody.create_token().body_map(|body| body.grant_type("password").username(name).password(word)).send().await?;
    let headers = HeaderMap::from_iter([(AUTHORIZATION, format!("Bearer {}", token.access_token).parse()?)]);
    let client = Client::new_with_client(&api, reqwest::Client::builder().default_headers(headers).build()?);

    let candidates = client.list_candidates().send().await?.into_inner().items;
    assert_eq!(candidates.iter().map(|candidate| candidate.id.0).collect::<Vec<_>>(), [account.candidate_id.0]);

    let (candidate, calendar) = (Some(account.candidate_id), Some("US-NY".parse()?));
    let application = client
        .create_application()
        .idempotency_key("the application at Acme")
        .body_map(|body| {
            let company = types::Company::builder().name("Acme");
            let position = types::Position::builder().title("Data Engineer");
            let body = body.candidate_id(candidate).company(company).position(position);
            body.time_zone("America/New_York".to_owned()).holiday_calendar(calendar)
        })
        .send()
        .await?
        .id
        .clone();
    let (name, address) = (Some("Grace Lindqvist".parse()?), Some("grace@acme.example".parse()?));
    let contact = client
        .create_contact()
        .id(application.clone())
        .body_map(|body| body.name(name).email(address).role(types::Role::HiringManager))
        .send()
        .await?
        .id
        .clone();
    let interviewers = vec![contact.clone()];
    client
        .create_interview()
        .id(application.clone())
        .body_map(|body| {
            let body = body.starts_at(types::Timestamp(moment("2026-03-10T14:00:00-04:00")));
            body.ends_at(types::Timestamp(moment("2026-03-10T15:00:00-04:00"))).interviewer_ids(interviewers)
        })
        .send()
        .await?;

    let evening = "2026-03-10T20:00:00-04:00";
    let thank_you = next(&client, application.clone(), evening).await?;
    assert_eq!(thank_you.kind, types::StepKind::ThankYou);
    let message =
        client.get_step_message().id(application.clone()).step_id(thank_you.id).as_of(moment(evening)).send().await?;
    assert!(message.body.as_ref().is_some_and(|body| body.contains("Grace")), "{message:?}");

    let to = Some(contact.0);
    client
        .create_communication()
        .id(application.clone())
        .body_map(|body| {
            let body = body.direction(types::Direction::Outbound).channel(types::CommunicationChannel::Email);
            let body = body.purpose(types::Purpose::ThankYou).contact_id(to);
            body.at(types::Timestamp(moment("2026-03-10T20:05:00-04:00")))
        })
        .send()
        .await?;
    assert_eq!(next(&client, application, "2026-03-11T09:00:00-04:00").await?.kind, types::StepKind::CheckIn);

    let plan = client.preview_plan().body(facts("Europe/Berlin")?).send().await?;
    assert_eq!(*plan.time_zone, "Europe/Berlin");
    let refused = client.preview_plan().body(facts("Europe/Nowhere")?).send().await;
    assert_eq!(refused.err().and_then(|refused| refused.status()).map(|status| status.as_u16()), Some(422));
    let batch = vec![facts("Europe/Berlin")?, facts("Europe/Nowhere")?];
    let results = client.preview_plan_batch().body_map(|body| body.facts(batch)).send().await?.into_inner().results;
    assert_eq!(results.iter().map(|result| result.plan.is_some()).collect::<Vec<_>>(), [true, false]);
    assert_eq!(results[1].problem.as_ref().map(|problem| problem.status), Some(422));
    Ok(())
}
