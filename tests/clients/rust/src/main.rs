//! The whole main job by the client of openapi-generator: from sign-up to the plan that has moved on.

use followup_client::{
    apis::{
        Error, accounts_api, applications_api, candidates_api, communications_api, configuration::Configuration,
        contacts_api, follow_up_plans_api as plans, interviews_api,
    },
    models,
};

/// The step that a plan says is next.
fn next(plan: models::Plan) -> models::Step {
    let next = plan.next_step_id.flatten().expect("there is something to do next");
    plan.steps.into_iter().find(|step| step.id == next).expect("the next step is one of the plan")
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let api = std::env::args().nth(1).ok_or("say where the service is")?;
    let mut client = Configuration { base_path: api, ..Configuration::default() };
    let (email, password) = ("rust@example.com", "correct horse battery staple");
    let sign_up = models::AccountInput::new("Ada Okafor".into(), email.into(), password.into());
    let account = accounts_api::create_account(&client, sign_up).await?;
    let token =
        accounts_api::create_token(&client, "password", Some(email), Some(password), None, None, None, None, None, None, None, None).await?;
    client.oauth_access_token = Some(token.access_token);

    let candidates = candidates_api::list_candidates(&client, None, None, None, None, None).await?;
    assert_eq!(candidates.items.len(), 1);
    assert_eq!(candidates.items[0].id, account.candidate_id);

    let (company, position) = (models::Company::new("Acme".into()), models::Position::new("Data Engineer".into()));
    let input = models::ApplicationInput {
        candidate_id: Some(account.candidate_id),
        holiday_calendar: Some(Some("US-NY".into())),
        ..models::ApplicationInput::new(company.clone(), position.clone(), "America/New_York".into())
    };
    // Asked for twice under one key, there is one.
    let key = Some("the application at Acme");
    let first = applications_api::create_application(&client, input.clone(), key).await?;
    assert_eq!(applications_api::create_application(&client, input, key).await?.id, first.id);
    let application = first.id.to_string();
    let input = models::ContactInput {
        name: Some(Some("Grace Lindqvist".into())),
        role: Some(models::Role::HiringManager),
        email: Some(Some("grace@acme.example".into())),
        ..models::ContactInput::new()
    };
    let contact = contacts_api::create_contact(&client, &application, input, None).await?.id;
    let input = models::InterviewInput {
        interviewer_ids: Some(vec![contact]),
        ..models::InterviewInput::new("2026-03-10T14:00:00-04:00".into(), "2026-03-10T15:00:00-04:00".into())
    };
    interviews_api::create_interview(&client, &application, input, None).await?;

    let evening = || Some("2026-03-10T20:00:00-04:00".into());
    let thank_you = next(plans::get_application_plan(&client, &application, evening(), None, None).await?);
    assert_eq!(thank_you.kind, models::StepKind::ThankYou);
    let message =
        plans::get_step_message(&client, &application, &thank_you.id, None, None, None, evening(), None, None).await?;
    assert!(message.body.flatten().is_some_and(|body| body.contains("Grace")));

    let input = models::CommunicationInput {
        channel: Some(models::CommunicationChannel::Email),
        purpose: Some(models::Purpose::ThankYou),
        contact_id: Some(Some(contact)),
        ..models::CommunicationInput::new(models::Direction::Outbound, "2026-03-10T20:05:00-04:00".into())
    };
    communications_api::create_communication(&client, &application, input, None, None).await?;
    let morning = Some("2026-03-11T09:00:00-04:00".into());
    let check_in = next(plans::get_application_plan(&client, &application, morning, None, None).await?);
    assert_eq!(check_in.kind, models::StepKind::CheckIn);

    let facts = |zone: &str| {
        models::Facts::new(models::ApplicationFacts::new(company.clone(), position.clone(), zone.to_owned()))
    };
    assert_eq!(plans::preview_plan(&client, facts("Europe/Berlin"), None).await?.time_zone, "Europe/Berlin");
    match plans::preview_plan(&client, facts("Europe/Nowhere"), None).await {
        Err(Error::ResponseError(refused)) => assert_eq!(refused.status, 422),
        answer => panic!("a zone that isn't was answered with {answer:?}"),
    }
    let batch = models::PlanBatch::new(vec![facts("Europe/Berlin"), facts("Europe/Nowhere")]);
    let batch = plans::preview_plan_batch(&client, batch, None).await?;
    let [made, refused] = batch.results.as_slice() else { panic!("two results, not {:?}", batch.results) };
    assert_eq!(made.plan.as_ref().map(|plan| plan.time_zone.as_str()), Some("Europe/Berlin"));
    assert_eq!(refused.problem.as_ref().map(|problem| problem.status), Some(422));
    Ok(())
}
