<?php
// The whole main job by the PHP client of openapi-generator: from sign-up to the plan that has moved on.
//
//     php main.php LIB URL     # LIB is the folder of the client's classes

use FollowUp\Api;
use FollowUp\ApiException;
use FollowUp\Configuration;
use FollowUp\Model;

[, $lib, $url] = $argv;
require '/usr/share/php/GuzzleHttp/autoload.php';
spl_autoload_register(function (string $class) use ($lib): void {
    if (str_starts_with($class, 'FollowUp\\')) {
        require $lib . '/' . str_replace('\\', '/', substr($class, strlen('FollowUp\\'))) . '.php';
    }
});
set_error_handler(function (int $level, string $message, string $file, int $line): bool {
    // What the generated code says of newer versions of PHP is not about the document.
    if ($level & (E_DEPRECATED | E_USER_DEPRECATED)) {
        return true;
    }
    throw new ErrorException($message, 0, $level, $file, $line);
});

function expect(mixed $found, mixed $wanted): void
{
    if ($found !== $wanted) {
        throw new Exception(var_export($found, true) . ', not ' . var_export($wanted, true));
    }
}

$configuration = (new Configuration())->setHost($url);
$api = fn(string $name) => new $name(null, $configuration);
[$email, $password] = ['php@example.com', 'correct horse battery staple'];
$accounts = $api(Api\AccountsApi::class);
$account = $accounts->createAccount(new Model\AccountInput(['name' => 'Ada Okafor', 'email' => $email, 'password' => $password]));
$configuration->setAccessToken($accounts->createToken('password', $email, $password)->getAccessToken());

$candidates = $api(Api\CandidatesApi::class)->listCandidates()->getItems();
expect(count($candidates), 1);
expect($candidates[0]->getId(), $account->getCandidateId());

$company = new Model\Company(['name' => 'Acme']);
$position = new Model\Position(['title' => 'Data Engineer']);
$application = $api(Api\ApplicationsApi::class)->createApplication(new Model\ApplicationInput([
    'candidate_id' => $account->getCandidateId(), 'company' => $company, 'position' => $position,
    'time_zone' => 'America/New_York', 'holiday_calendar' => 'US-NY',
]))->getId();
$contact = $api(Api\ContactsApi::class)->createContact($application, new Model\ContactInput([
    'name' => 'Grace Lindqvist', 'role' => Model\Role::HIRING_MANAGER, 'email' => 'grace@acme.example',
]))->getId();
$api(Api\InterviewsApi::class)->createInterview($application, new Model\InterviewInput([
    'starts_at' => new DateTime('2026-03-10T14:00:00-04:00'), 'ends_at' => new DateTime('2026-03-10T15:00:00-04:00'),
    'interviewer_ids' => [$contact],
]));

$plans = $api(Api\FollowUpPlansApi::class);
$next = function (string $asOf) use ($plans, $application): Model\Step {
    // Text: the generator writes no times into queries, whatever the document.
    $plan = $plans->getApplicationPlan($application, $asOf);
    foreach ($plan->getSteps() as $step) {
        if ($step->getId() === $plan->getNextStepId()) {
            return $step;
        }
    }
    throw new Exception('the plan has nothing to do next');
};
$evening = '2026-03-10T20:00:00-04:00';
$thankYou = $next($evening);
expect($thankYou->getKind(), Model\StepKind::THANK_YOU);
$message = $plans->getStepMessage($application, $thankYou->getId(), null, null, null, $evening);
expect(str_contains($message->getBody(), 'Grace'), true);

$api(Api\CommunicationsApi::class)->createCommunication($application, new Model\CommunicationInput([
    'direction' => Model\Direction::OUTBOUND, 'channel' => Model\CommunicationChannel::EMAIL,
    'purpose' => Model\Purpose::THANK_YOU, 'contact_id' => $contact, 'at' => new DateTime('2026-03-10T20:05:00-04:00'),
]));
expect($next('2026-03-11T09:00:00-04:00')->getKind(), Model\StepKind::CHECK_IN);

$facts = fn(string $zone) => new Model\Facts([
    'playbook' => 'consensus',
    'application' => new Model\ApplicationFacts(['company' => $company, 'position' => $position, 'time_zone' => $zone]),
]);
expect($plans->previewPlan($facts('Europe/Berlin'))->getTimeZone(), 'Europe/Berlin');
try {
    $plans->previewPlan($facts('Europe/Nowhere'));
    throw new Exception("a zone that isn't was taken");
} catch (ApiException $refused) {
    expect($refused->getCode(), 422);
}
$results = $plans->previewPlanBatch(new Model\PlanBatch(['facts' => [$facts('Europe/Berlin'), $facts('Europe/Nowhere')]]))->getResults();
expect(array_map(fn($result) => $result->valid(), $results), [true, true]);
expect($results[0]->getPlan()->getTimeZone(), 'Europe/Berlin');
expect($results[1]->getProblem()->getStatus(), 422);
