"""The whole main job by the client of openapi-python-client: from sign-up to the plan that has moved on."""

import sys
from datetime import datetime

from followup_client import AuthenticatedClient, Client
from followup_client.api.applications import create_application
from followup_client.api.candidates import list_candidates
from followup_client.api.communications import create_communication
from followup_client.api.contacts import create_contact
from followup_client.api.follow_up_plans import (
    get_application_plan,
    get_step_message,
    preview_plan,
    preview_plan_batch,
)
from followup_client.api.interviews import create_interview
from followup_client.api.accounts import create_account, create_token
from followup_client.models import (
    AccountInput,
    ApplicationFacts,
    ApplicationInput,
    CommunicationChannel,
    CommunicationInput,
    Company,
    ContactInput,
    Direction,
    Facts,
    InterviewInput,
    PlanBatch,
    PlanResultStatus,
    Position,
    Problem,
    Purpose,
    Role,
    StepKind,
    TokenRequest,
)


def main(api: str) -> None:
    email, password = "python@example.com", "correct horse battery staple"
    anonymous = Client(base_url=api)
    account = create_account.sync(
        client=anonymous, body=AccountInput(name="Ada Okafor", email=email, password=password)
    )
    token = create_token.sync(
        client=anonymous, body=TokenRequest(grant_type="password", username=email, password=password)
    )
    client = AuthenticatedClient(base_url=api, token=token.access_token)

    candidates = list_candidates.sync(client=client)
    assert [candidate.id for candidate in candidates.items] == [account.candidate_id]
    assert candidates.next_cursor is None

    company, position = Company(name="Acme"), Position(title="Data Engineer")
    answer = create_application.sync_detailed(
        client=client,
        body=ApplicationInput(
            candidate_id=account.candidate_id,
            company=company,
            position=position,
            time_zone="America/New_York",
            holiday_calendar="US-NY",
        ),
    )
    application = answer.parsed
    assert answer.headers["location"] == f"/v1/applications/{application.id}"
    contact = create_contact.sync(
        application.id,
        client=client,
        body=ContactInput(name="Grace Lindqvist", role=Role.HIRING_MANAGER, email="grace@acme.example"),
    )
    interview = create_interview.sync(
        application.id,
        client=client,
        body=InterviewInput(
            starts_at=datetime.fromisoformat("2026-03-10T14:00:00-04:00"),
            ends_at=datetime.fromisoformat("2026-03-10T15:00:00-04:00"),
            interviewer_ids=[contact.id],
        ),
    )

    evening = datetime.fromisoformat("2026-03-10T20:00:00-04:00")
    plan = get_application_plan.sync(application.id, client=client, as_of=evening)
    steps = {step.id: step for step in plan.steps}
    assert steps[plan.next_step_id].kind == StepKind.THANK_YOU
    assert steps[plan.next_step_id].interview_id == str(interview.id)
    message = get_step_message.sync(application.id, plan.next_step_id, client=client, as_of=evening)
    assert "Grace" in message.body

    create_communication.sync(
        application.id,
        client=client,
        body=CommunicationInput(
            direction=Direction.OUTBOUND,
            channel=CommunicationChannel.EMAIL,
            purpose=Purpose.THANK_YOU,
            at=datetime.fromisoformat("2026-03-10T20:05:00-04:00"),
            contact_id=contact.id,
        ),
    )
    plan = get_application_plan.sync(
        application.id, client=client, as_of=datetime.fromisoformat("2026-03-11T09:00:00-04:00")
    )
    steps = {step.id: step for step in plan.steps}
    assert steps[plan.next_step_id].kind == StepKind.CHECK_IN

    def facts(time_zone: str) -> Facts:
        return Facts(application=ApplicationFacts(company=company, position=position, time_zone=time_zone))

    assert preview_plan.sync(client=client, body=facts("Europe/Berlin")).time_zone == "Europe/Berlin"
    refused = preview_plan.sync(client=client, body=facts("Europe/Nowhere"))
    assert isinstance(refused, Problem) and refused.errors[0].pointer == "/application/time_zone"
    batch = preview_plan_batch.sync(
        client=client, body=PlanBatch(facts=[facts("Europe/Berlin"), facts("Europe/Nowhere")])
    )
    made, refused = batch.results
    assert (made.status, refused.status) == (PlanResultStatus.PLANNED, PlanResultStatus.REFUSED)
    assert made.plan.time_zone == "Europe/Berlin" and refused.problem.status == 422


main(sys.argv[1])
