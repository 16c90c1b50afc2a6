// The whole main job by the Kotlin client of openapi-generator: from sign-up to the plan that has moved on.
import java.time.OffsetDateTime
import org.openapitools.client.apis.*
import org.openapitools.client.infrastructure.ApiClient
import org.openapitools.client.infrastructure.ClientException
import org.openapitools.client.models.*

fun main(arguments: Array<String>) {
    val api = arguments[0]
    val (email, password) = Pair("kotlin@example.com", "correct horse battery staple")
    val accounts = AccountsApi(api)
    val account = accounts.createAccount(AccountInput(name = "Ada Okafor", email = email, password = password))
    ApiClient.accessToken = accounts.createToken("password", username = email, password = password).accessToken

    check(CandidatesApi(api).listCandidates().items.map { it.id } == listOf(account.candidateId))

    val (company, position) = Pair(Company(name = "Acme"), Position(title = "Data Engineer"))
    val input = ApplicationInput(
        candidateId = account.candidateId, company = company, position = position,
        timeZone = "America/New_York", holidayCalendar = "US-NY",
    )
    val application = ApplicationsApi(api).createApplication(input, "the application at Acme").id
    val grace = ContactInput(name = "Grace Lindqvist", role = Role.hiring_manager, email = "grace@acme.example")
    val contact = ContactsApi(api).createContact(application, grace).id
    val interview = InterviewInput(
        startsAt = OffsetDateTime.parse("2026-03-10T14:00:00-04:00"),
        endsAt = OffsetDateTime.parse("2026-03-10T15:00:00-04:00"), interviewerIds = listOf(contact),
    )
    InterviewsApi(api).createInterview(application, interview)

    val plans = FollowUpPlansApi(api)
    val next = { asOf: OffsetDateTime ->
        val plan = plans.getApplicationPlan(application, asOf)
        plan.steps.first { it.id == plan.nextStepId }
    }
    val evening = OffsetDateTime.parse("2026-03-10T20:00:00-04:00")
    val thankYou = next(evening)
    check(thankYou.kind == StepKind.thank_you)
    check("Grace" in plans.getStepMessage(application, thankYou.id, asOf = evening).body!!)

    val sent = CommunicationInput(
        direction = Direction.outbound, channel = CommunicationChannel.email, purpose = Purpose.thank_you,
        contactId = contact, at = OffsetDateTime.parse("2026-03-10T20:05:00-04:00"),
    )
    CommunicationsApi(api).createCommunication(application, sent)
    check(next(OffsetDateTime.parse("2026-03-11T09:00:00-04:00")).kind == StepKind.check_in)

    val facts = { zone: String ->
        Facts(playbook = "consensus", application = ApplicationFacts(company = company, position = position, timeZone = zone))
    }
    check(plans.previewPlan(facts("Europe/Berlin")).timeZone == "Europe/Berlin")
    try {
        plans.previewPlan(facts("Europe/Nowhere"))
        error("a zone that isn't was taken")
    } catch (refused: ClientException) {
        check(refused.statusCode == 422)
    }
    val results = plans.previewPlanBatch(PlanBatch(listOf(facts("Europe/Berlin"), facts("Europe/Nowhere")))).results
    check(results.map { it.plan?.timeZone } == listOf("Europe/Berlin", null))
    check(results[1].problem?.status == 422)
}
