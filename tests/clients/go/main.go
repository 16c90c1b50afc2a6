// The whole main job by the Go client of openapi-generator: from sign-up to the plan that has moved on.
package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"

	followup "example.com/followup"
	"golang.org/x/oauth2"
)

// Stops if an answer isn't a success.
func must[T any](value T, answer *http.Response, err error) T {
	if err != nil {
		if refused, ok := err.(*followup.GenericOpenAPIError); ok {
			err = fmt.Errorf("%w: %s", err, refused.Body())
		}
		panic(err)
	}
	return value
}

func expect[T comparable](found, wanted T) {
	if found != wanted {
		panic(fmt.Sprintf("%v, not %v", found, wanted))
	}
}

func moment(text string) time.Time {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return at
}

func main() {
	configuration := followup.NewConfiguration()
	configuration.Servers = followup.ServerConfigurations{{URL: os.Args[1]}}
	client := followup.NewAPIClient(configuration)
	ctx := context.Background()
	email, password := "go@example.com", "correct horse battery staple"
	account := must(client.AccountsAPI.CreateAccount(ctx).
		AccountInput(*followup.NewAccountInput("Ada Okafor", email, password)).Execute())
	token := must(client.AccountsAPI.CreateToken(ctx).GrantType("password").Username(email).Password(password).Execute())
	ctx = context.WithValue(ctx, followup.ContextOAuth2, oauth2.StaticTokenSource(&oauth2.Token{AccessToken: token.AccessToken}))

	candidates := must(client.CandidatesAPI.ListCandidates(ctx).Execute())
	expect(len(candidates.Items), 1)
	expect(candidates.Items[0].Id, account.CandidateId)

	company, position := *followup.NewCompany("Acme"), *followup.NewPosition("Data Engineer")
	application := followup.NewApplicationInput(company, position, "America/New_York")
	application.SetCandidateId(account.CandidateId)
	application.SetHolidayCalendar("US-NY")
	of := must(client.ApplicationsAPI.CreateApplication(ctx).ApplicationInput(*application).Execute()).Id
	contact := followup.NewContactInput()
	contact.SetName("Grace Lindqvist")
	contact.SetRole(followup.ROLE_HIRING_MANAGER)
	contact.SetEmail("grace@acme.example")
	grace := must(client.ContactsAPI.CreateContact(ctx, of).ContactInput(*contact).Execute())
	interview := followup.NewInterviewInput(moment("2026-03-10T14:00:00-04:00"), moment("2026-03-10T15:00:00-04:00"))
	interview.SetInterviewerIds([]string{grace.Id})
	must(client.InterviewsAPI.CreateInterview(ctx, of).InterviewInput(*interview).Execute())

	next := func(asOf time.Time) followup.Step {
		plan := must(client.FollowUpPlansAPI.GetApplicationPlan(ctx, of).AsOf(asOf).Execute())
		for _, step := range plan.Steps {
			if step.Id == plan.GetNextStepId() {
				return step
			}
		}
		panic("the plan has nothing to do next")
	}
	evening := moment("2026-03-10T20:00:00-04:00")
	thankYou := next(evening)
	expect(thankYou.Kind, followup.STEPKIND_THANK_YOU)
	message := must(client.FollowUpPlansAPI.GetStepMessage(ctx, of, thankYou.Id).AsOf(evening).Execute())
	if !strings.Contains(message.GetBody(), "Grace") {
		panic("the message doesn't greet Grace: " + message.GetBody())
	}

	// Null, in a merge patch, takes a value away.
	patch := followup.NewContactPatch()
	patch.SetPhoneNil()
	patch.SetTitle("Head of Data")
	changed := must(client.ContactsAPI.UpdateContact(ctx, grace.Id).ContactPatch(*patch).Execute())
	expect(changed.GetEmail(), "grace@acme.example")

	sent := followup.NewCommunicationInput(followup.DIRECTION_OUTBOUND, moment("2026-03-10T20:05:00-04:00"))
	sent.SetChannel(followup.COMMUNICATIONCHANNEL_EMAIL)
	sent.SetPurpose(followup.PURPOSE_THANK_YOU)
	sent.SetContactId(grace.Id)
	must(client.CommunicationsAPI.CreateCommunication(ctx, of).CommunicationInput(*sent).Execute())
	expect(next(moment("2026-03-11T09:00:00-04:00")).Kind, followup.STEPKIND_CHECK_IN)

	facts := func(zone string) followup.Facts {
		made := followup.NewFacts(*followup.NewApplicationFacts(company, position, zone))
		made.SetPlaybook("consensus")
		return *made
	}
	expect(must(client.FollowUpPlansAPI.PreviewPlan(ctx).Facts(facts("Europe/Berlin")).Execute()).TimeZone, "Europe/Berlin")
	_, refused, err := client.FollowUpPlansAPI.PreviewPlan(ctx).Facts(facts("Europe/Nowhere")).Execute()
	if err == nil {
		panic("a zone that isn't was taken")
	}
	expect(refused.StatusCode, http.StatusUnprocessableEntity)
	batch := followup.NewPlanBatch([]followup.Facts{facts("Europe/Berlin"), facts("Europe/Nowhere")})
	results := must(client.FollowUpPlansAPI.PreviewPlanBatch(ctx).PlanBatch(*batch).Execute()).Results
	expect(len(results), 2)
	expect(results[0].Plan.TimeZone, "Europe/Berlin")
	expect(results[1].Problem.GetStatus(), 422)
}
