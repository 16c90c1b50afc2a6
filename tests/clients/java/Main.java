import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.*;
import org.openapitools.client.model.*;

/** The whole main job by the Java client of openapi-generator: from sign-up to the plan that has moved on. */
public class Main {
  static void expect(Object found, Object wanted) {
    if (!Objects.equals(found, wanted)) {
      throw new IllegalStateException(found + ", not " + wanted);
    }
  }

  static Step next(FollowUpPlansApi plans, java.util.UUID application, OffsetDateTime asOf) throws ApiException {
    Plan plan = plans.getApplicationPlan(application, asOf, null, null);
    return plan.getSteps().stream().filter(step -> step.getId().equals(plan.getNextStepId())).findFirst().orElseThrow();
  }

  static Facts facts(String zone) {
    return new Facts().playbook("consensus").application(new ApplicationFacts()
        .company(new Company().name("Acme")).position(new Position().title("Data Engineer")).timeZone(zone));
  }

  public static void main(String[] arguments) throws ApiException {
    ApiClient client = new ApiClient();
    client.updateBaseUri(arguments[0]);
    String email = "java@example.com";
    String password = "correct horse battery staple";
    AccountsApi accounts = new AccountsApi(client);
    NewAccountAnswer account = accounts.createAccount(new AccountInput().name("Ada Okafor").email(email).password(password));
    Token token = accounts.createToken("password", email, password, null, null, null, null, null, null, null, null);
    client.setRequestInterceptor(request -> request.header("authorization", "Bearer " + token.getAccessToken()));

    List<Candidate> candidates = new CandidatesApi(client).listCandidates(null, null, null, null, null).getItems();
    expect(candidates.size(), 1);
    expect(candidates.get(0).getId(), account.getCandidateId());

    ApplicationInput input = new ApplicationInput().candidateId(account.getCandidateId())
        .company(new Company().name("Acme")).position(new Position().title("Data Engineer"))
        .timeZone("America/New_York").holidayCalendar("US-NY");
    java.util.UUID application = new ApplicationsApi(client).createApplication(input, "the application at Acme").getId();
    java.util.UUID contact = new ContactsApi(client).createContact(application, new ContactInput()
        .name("Grace Lindqvist").role(Role.HIRING_MANAGER).email("grace@acme.example"), null).getId();
    new InterviewsApi(client).createInterview(application, new InterviewInput()
        .startsAt(OffsetDateTime.parse("2026-03-10T14:00:00-04:00"))
        .endsAt(OffsetDateTime.parse("2026-03-10T15:00:00-04:00")).interviewerIds(List.of(contact)), null);

    FollowUpPlansApi plans = new FollowUpPlansApi(client);
    OffsetDateTime evening = OffsetDateTime.parse("2026-03-10T20:00:00-04:00");
    Step thankYou = next(plans, application, evening);
    expect(thankYou.getKind(), StepKind.THANK_YOU);
    RenderedMessage message = plans.getStepMessage(application, thankYou.getId(), null, null, null, evening, null, null);
    expect(message.getBody().contains("Grace"), true);

    new CommunicationsApi(client).createCommunication(application, new CommunicationInput()
        .direction(Direction.OUTBOUND).channel(CommunicationChannel.EMAIL).purpose(Purpose.THANK_YOU)
        .contactId(contact).at(OffsetDateTime.parse("2026-03-10T20:05:00-04:00")), null, null);
    expect(next(plans, application, OffsetDateTime.parse("2026-03-11T09:00:00-04:00")).getKind(), StepKind.CHECK_IN);

    expect(plans.previewPlan(facts("Europe/Berlin"), null).getTimeZone(), "Europe/Berlin");
    try {
      plans.previewPlan(facts("Europe/Nowhere"), null);
      throw new IllegalStateException("a zone that isn't was taken");
    } catch (ApiException refused) {
      expect(refused.getCode(), 422);
    }
    var results = plans.previewPlanBatch(
        new PlanBatch().facts(List.of(facts("Europe/Berlin"), facts("Europe/Nowhere"))), null).getResults();
    expect(results.size(), 2);
    expect(results.get(0).getPlan().getTimeZone(), "Europe/Berlin");
    expect(results.get(1).getProblem().getStatus(), 422);
  }
}
