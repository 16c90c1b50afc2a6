//! The operations of the service, with their traits.

use crate::{
    accounts, agenda, api_clients, applications, assistants, auth, calendar_feeds, candidates, communications,
    connections, contacts, events, follow_up_plans, holiday_calendars, imports, interviews, locales, messages,
    monitoring, obligations,
    operation::{ADMIN, OPEN, READ, Registry, WRITE},
    overrides, password_resets, playbooks, reminders, rules, statistics, sync, templates, webhooks,
};

/// Registers all operations, in the order of the OpenAPI document.
pub fn register(registry: &mut impl Registry) {
    registry
        .add(accounts::create_account, OPEN)
        .add(password_resets::request_password_reset, OPEN)
        .add(password_resets::reset_password_by_link, OPEN)
        .add(password_resets::show_password_reset, OPEN)
        .add(password_resets::submit_password_reset, OPEN)
        .add(auth::token_endpoint::create_token, OPEN)
        .add(auth::revocation_endpoint::revoke_token, OPEN)
        .add(auth::well_known::get_authorization_server, OPEN)
        .add(auth::well_known::get_jwks, OPEN)
        .add(auth::protected_resource::get_mcp_resource, OPEN)
        .add(auth::protected_resource::get_protected_resource, OPEN)
        .add(accounts::get_account, READ)
        .add(accounts::export_account, READ)
        .add(accounts::update_account, ADMIN)
        .add(accounts::change_own_credentials, ADMIN)
        .add(accounts::sign_out_everywhere, ADMIN)
        .add(accounts::delete_account, ADMIN)
        .add(api_clients::create_api_client, ADMIN.idempotent())
        .add(api_clients::list_api_clients, ADMIN)
        .add(api_clients::get_api_client, ADMIN)
        .add(api_clients::update_api_client, ADMIN)
        .add(api_clients::delete_api_client, ADMIN)
        .add(assistants::list_assistants, ADMIN)
        .add(assistants::get_assistant, ADMIN)
        .add(assistants::delete_assistant, ADMIN);
    register_resources(registry);
}

/// Registers what facts are read and written by, and all that follows from them.
fn register_resources(registry: &mut impl Registry) {
    registry
        .add(candidates::create_candidate, WRITE.idempotent())
        .add(candidates::put_candidate, WRITE)
        .add(candidates::get_candidate_by_remote_id, READ)
        .add(candidates::delete_candidate_by_remote_id, WRITE)
        .add(candidates::list_candidates, READ)
        .add(candidates::get_candidate, READ)
        .add(candidates::update_candidate, WRITE)
        .add(candidates::delete_candidate, WRITE)
        .add(applications::create_application, WRITE.idempotent())
        .add(applications::put_application, WRITE)
        .add(applications::get_application_by_remote_id, READ)
        .add(applications::delete_application_by_remote_id, WRITE)
        .add(applications::list_applications, READ.hot())
        .add(applications::get_application, READ)
        .add(applications::update_application, WRITE)
        .add(applications::delete_application, WRITE)
        .add(contacts::create_contact, WRITE.idempotent())
        .add(contacts::put_contact, WRITE)
        .add(contacts::get_contact_by_remote_id, READ)
        .add(contacts::delete_contact_by_remote_id, WRITE)
        .add(contacts::list_contacts, READ)
        .add(contacts::add_contact, WRITE)
        .add(contacts::remove_contact, WRITE)
        .add(contacts::list_all_contacts, READ)
        .add(contacts::get_contact, READ)
        .add(contacts::list_applications_of_contact, READ)
        .add(contacts::update_contact, WRITE)
        .add(contacts::delete_contact, WRITE)
        .add(interviews::create_interview, WRITE.idempotent().hot())
        .add(interviews::put_interview, WRITE)
        .add(interviews::get_interview_by_remote_id, READ)
        .add(interviews::delete_interview_by_remote_id, WRITE)
        .add(interviews::list_interviews, READ)
        .add(interviews::list_all_interviews, READ)
        .add(interviews::get_interview, READ)
        .add(interviews::update_interview, WRITE)
        .add(interviews::delete_interview, WRITE)
        .add(communications::create_communication, WRITE.idempotent())
        .add(communications::put_communication, WRITE)
        .add(communications::get_communication_by_remote_id, READ)
        .add(communications::delete_communication_by_remote_id, WRITE)
        .add(communications::list_communications, READ)
        .add(communications::list_all_communications, READ)
        .add(communications::get_communication, READ)
        .add(communications::update_communication, WRITE)
        .add(communications::delete_communication, WRITE)
        .add(sync::bulk::sync, WRITE.idempotent().of_items());
    register_plans(registry);
    register_incoming(registry);
    register_outgoing(registry);
}

/// Registers what plans and messages are made with, and these.
fn register_plans(registry: &mut impl Registry) {
    registry
        .add(playbooks::create_playbook, WRITE.idempotent())
        .add(playbooks::list_playbooks, READ)
        .add(playbooks::get_playbook, READ)
        .add(playbooks::update_playbook, WRITE)
        .add(playbooks::delete_playbook, WRITE)
        .add(playbooks::list_playbook_versions, READ)
        .add(playbooks::get_playbook_version, READ)
        .add(templates::create_template, WRITE.idempotent())
        .add(templates::list_templates, READ)
        .add(templates::get_template, READ)
        .add(templates::update_template, WRITE)
        .add(templates::delete_template, WRITE)
        .add(templates::list_template_variables, READ)
        .add(templates::preview_template, READ)
        .add(rules::list_rules, READ)
        .add(obligations::list_obligations, READ)
        .add(holiday_calendars::list_holiday_calendars, READ)
        .add(locales::list_locales, READ)
        .add(overrides::list_overrides, READ)
        .add(overrides::put_override, WRITE)
        .add(overrides::delete_override, WRITE)
        .add(follow_up_plans::get_application_plan, READ.hot())
        .add(follow_up_plans::get_application_plan_calendar, READ)
        .add(follow_up_plans::get_application_plan_timeline, READ)
        .add(follow_up_plans::get_interview_plan, READ)
        .add(follow_up_plans::get_interview_plan_calendar, READ)
        .add(follow_up_plans::get_interview_plan_timeline, READ)
        .add(follow_up_plans::get_plan_diff, READ)
        .add(follow_up_plans::get_step_message, READ)
        .add(follow_up_plans::get_step_message_text, READ)
        .add(follow_up_plans::get_step_message_email, READ)
        .add(follow_up_plans::preview_plan, READ.hot())
        .add(follow_up_plans::preview_plan_batch, READ.hot())
        .add(agenda::get_plan_batch, READ)
        .add(messages::render_message, READ)
        .add(messages::get_message_batch, READ)
        .add(messages::proofread_texts, READ)
        .add(messages::proofread_text_batch, READ)
        .add(messages::create_message, WRITE.idempotent())
        .add(messages::list_messages, READ)
        .add(messages::get_message, READ)
        .add(messages::get_message_text, READ)
        .add(messages::get_message_email, READ)
        .add(messages::update_message, WRITE)
        .add(messages::delete_message, WRITE)
        .add(messages::mark_message_sent, WRITE)
        .add(agenda::get_agenda, READ)
        .add(statistics::get_statistics, READ)
        .add(statistics::get_statistics_table, READ)
        .add(statistics::get_statistics_picture, READ)
        .add(monitoring::get_health, OPEN)
        .add(monitoring::get_readiness, OPEN)
        .add(monitoring::get_metrics, OPEN);
}

/// Registers the operations of events and webhooks.
fn register_outgoing(registry: &mut impl Registry) {
    registry
        .add(events::list_events, READ)
        .add(webhooks::create_webhook_endpoint, ADMIN.idempotent())
        .add(webhooks::list_webhook_endpoints, ADMIN)
        .add(webhooks::get_webhook_endpoint, ADMIN)
        .add(webhooks::update_webhook_endpoint, ADMIN)
        .add(webhooks::delete_webhook_endpoint, ADMIN)
        .add(webhooks::rotate_webhook_secret, ADMIN)
        .add(webhooks::test_webhook_endpoint, ADMIN)
        .add(webhooks::list_webhook_attempts, ADMIN)
        .add(webhooks::resend_event, ADMIN)
        .add(webhooks::recover_events, ADMIN)
        .add(calendar_feeds::create_calendar_feed, ADMIN.idempotent())
        .add(calendar_feeds::list_calendar_feeds, ADMIN)
        .add(calendar_feeds::get_calendar_feed, ADMIN)
        .add(calendar_feeds::delete_calendar_feed, ADMIN)
        .add(calendar_feeds::renew_calendar_feed_path, ADMIN)
        .add(calendar_feeds::read_calendar, OPEN)
        .add(reminders::get_reminders, READ)
        .add(reminders::put_reminders, WRITE)
        .add(reminders::update_reminders, WRITE)
        .add(reminders::send_reminder_confirmation, WRITE)
        .add(reminders::list_suppressed_addresses, ADMIN)
        .add(reminders::delete_suppressed_address, ADMIN)
        .add(reminders::show_confirmation, OPEN)
        .add(reminders::confirm_reminders, OPEN)
        .add(reminders::show_unsubscription, OPEN)
        .add(reminders::unsubscribe, OPEN)
        .add(reminders::show_draft, OPEN);
}

/// Registers what facts arrive by.
fn register_incoming(registry: &mut impl Registry) {
    registry
        .add(connections::create_connection, ADMIN.idempotent())
        .add(connections::list_connections, ADMIN)
        .add(connections::get_connection, ADMIN)
        .add(connections::update_connection, ADMIN)
        .add(connections::delete_connection, ADMIN)
        .add(connections::rotate_connection_secret, ADMIN)
        .add(connections::renew_connection_path, ADMIN)
        .add(connections::list_deliveries, ADMIN)
        .add(connections::get_delivery, ADMIN)
        .add(connections::replay_delivery, ADMIN)
        .add(connections::receive_delivery, OPEN)
        .add(connections::receive_mail, OPEN)
        .add(imports::create_import, WRITE)
        .add(imports::list_imports, READ)
        .add(imports::get_import, READ)
        .add(imports::assign_import, WRITE)
        .add(imports::delete_import, WRITE)
        .add(imports::accept_suggestion, WRITE);
}

#[cfg(test)]
mod tests {
    use actix_web::http::Method;
    use utoipa::openapi::SecurityRequirement;

    use super::*;
    use crate::{openapi, operation::OperationTable};

    #[test]
    fn every_operation_that_creates_something_for_an_account_is_idempotent() {
        let mut table = OperationTable::default();
        register(&mut table);
        let mut creating = 0;
        for (path, item) in openapi::document().paths.paths {
            let Some(post) = item.post else { continue };
            let is_open = post.security == Some(vec![SecurityRequirement::default()]);
            // The response of a sync has the status 200 and lists the created resources.
            let creates = (post.responses.responses.contains_key("201") || path == "/v1/sync") && !is_open;
            let traits = table.traits_of(&Method::POST, &path).unwrap();
            assert_eq!(traits.is_idempotent(), creates, "{path}");
            creating += u32::from(creates);
        }
        assert!(creating > 5, "{creating}");
    }

    #[test]
    fn a_literal_path_counts_before_one_with_parameters() {
        let mut table = OperationTable::default();
        register(&mut table);
        let methods = |path: &str| table.find(path).map(|known| known.methods().collect::<Vec<_>>());
        assert_eq!(methods("/v1/messages/proofread"), Some(vec!["POST"]));
        assert_eq!(methods("/v1/messages/some-id"), Some(vec!["GET", "PATCH", "DELETE"]));
        assert_eq!(methods("/v1/nothing"), None);
        assert!(table.shadowed_paths().any(|known| known.path() == "/v1/messages/proofread"));
        assert!(table.traits_of(&Method::POST, "/v1/messages/proofread").is_some_and(|traits| !traits.is_idempotent()));
        assert!(table.traits_of(&Method::DELETE, "/v1/agenda").is_none());
    }
}
