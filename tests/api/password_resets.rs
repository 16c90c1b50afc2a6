//! A new password by a link in a mail.

use actix_web::test::TestRequest;
use chrono::TimeDelta;
use entity::{SignIn, SignInQueries};
use serde_json::{Value, json};

use crate::support::{
    Answer, Api, Backend, Citus, Client, Watch,
    assistant::{allow, asking, exchange, redirected, register},
    on_both_databases,
    smtp::MailServer,
};

const ASK: &str = "/v1/password-resets";
const PASSWORD: &str = "correct horse battery staple";
const NEW_PASSWORD: &str = "an even longer password";
const BEGINNING: &str = "https://api.followup.example/password-resets/";

/// A service with a mail server.
async fn mailing(api: &Api) -> (Api, MailServer) {
    let server = MailServer::start();
    (api.with_mail(Some(&server.url())).await, server)
}

async fn ask(api: &Api, email: &str) -> Answer {
    api.anonymous().post(ASK, json!({"email": email})).await
}

/// The tokens of the links in the only mail that has come in.
fn tokens(server: &MailServer) -> Vec<String> {
    let mails = server.take();
    assert_eq!(mails.len(), 1, "{mails:?}");
    let text = mails[0].text();
    let links = text.split_whitespace().filter_map(|word| word.strip_prefix(BEGINNING));
    links.map(str::to_owned).collect()
}

/// The token in the mail that somebody has asked for.
async fn token_for(api: &Api, server: &MailServer, email: &str) -> String {
    assert_eq!(ask(api, email).await.status, 202);
    api.work().await;
    let mut tokens = tokens(server);
    assert_eq!(tokens.len(), 1);
    tokens.remove(0)
}

async fn set(api: &Api, token: &str, password: &str) -> Answer {
    api.anonymous().post(&format!("{ASK}/{token}"), json!({"password": password})).await
}

async fn signs_in(api: &Api, email: &str, password: &str) -> Option<Client> {
    let form = [("grant_type", "password"), ("username", email), ("password", password)];
    let answer = api.anonymous().form("/oauth/token", &form).await;
    (answer.status == 200).then(|| api.bearing(answer.json()["access_token"].as_str().unwrap()))
}

/// Sets a new password by a link, and sets the old one again. Where several sessions share a database, another one may
/// have taken the mail.
pub async fn there_and_back(api: &Api, email: &str) {
    let (mailing, server) = mailing(api).await;
    for password in [NEW_PASSWORD, PASSWORD] {
        ask(&mailing, email).await.expect(202);
        mailing.work().await;
        let mails = server.take();
        let Some(mail) = mails.iter().find(|mail| mail.to == email) else {
            assert!(Citus::named().is_some(), "{mails:?}");
            return;
        };
        let token = mail.link(BEGINNING).replace(BEGINNING, "");
        assert_eq!(mailing.anonymous().get(&format!("/password-resets/{token}")).await.status, 200);
        set(&mailing, &token, password).await.expect(204);
    }
}

on_both_databases! {
    async fn a_link_sets_the_password_once_and_signs_out_everywhere(api: Api) {
        let (api, server) = mailing(&api).await;
        let ada = api.sign_up("ada").await;
        let refresh = api.password_token("ada", "read").await["refresh_token"].as_str().unwrap().to_owned();
        let account = ada.get("/v1/account").await.expect(200);
        let client_id = register(&api).await;
        let allowed = allow(&api, &asking(&client_id, "read"), "ada").await;
        let code = redirected(&allowed, "code").unwrap();
        let token = token_for(&api, &server, "Ada@Example.com").await;
        // Looking changes nothing.
        let page = api.anonymous().get(&format!("/password-resets/{token}")).await;
        assert!(page.status == 200 && page.text.contains("<form method=\"post\">"), "{}", page.text);
        assert!(page.text.contains("ada@example.com") && page.text.contains("type=\"password\""), "{}", page.text);
        assert!(page.header("content-security-policy").unwrap().starts_with("default-src 'none'"));
        assert_eq!((page.header("cache-control"), page.header("referrer-policy")), (Some("no-store"), Some("no-referrer")));
        ada.get("/v1/account").await.expect(200);
        let errors = set(&api, &token, "short").await.problem(422, "invalid-body");
        assert_eq!(errors, [("/password".to_owned(), "too_short".to_owned())]);
        set(&api, &token, NEW_PASSWORD).await.expect(204);
        assert!(signs_in(&api, "ada@example.com", PASSWORD).await.is_none());
        let again = signs_in(&api, "ada@example.com", NEW_PASSWORD).await.unwrap();
        assert_eq!(again.get("/v1/account").await.expect(200), account);
        ada.get("/v1/account").await.problem(401, "unauthorized");
        let form = [("grant_type", "refresh_token"), ("refresh_token", refresh.as_str())];
        api.anonymous().form("/oauth/token", &form).await.expect(400);
        // Nor does a code that was given before begin a session.
        exchange(&api, &client_id, &code).await.expect(400);
        // It is good once.
        let used = set(&api, &token, "one more password").await;
        assert!(used.json()["detail"].as_str().unwrap().starts_with("the link was used"), "{}", used.text);
        used.problem(404, "not-found");
        api.anonymous().get(&format!("/password-resets/{token}")).await.problem(404, "not-found");
    }

    async fn the_page_does_without_scripts_what_the_call_does(api: Api) {
        let (api, server) = mailing(&api).await;
        api.sign_up("ada").await;
        let path = format!("/password-resets/{}", token_for(&api, &server, "ada@example.com").await);
        let submit = async |password: &str| api.anonymous().form(&path, &[("password", password)]).await;
        let wrong = submit("short").await;
        assert!(wrong.status == 422 && wrong.text.contains("A password has 12 to 256 characters."), "{}", wrong.text);
        assert!(wrong.text.contains("type=\"password\""));
        let done = submit(NEW_PASSWORD).await;
        assert!(done.status == 200 && done.text.contains("The password of ada@example.com has changed"), "{}", done.text);
        assert!(!done.text.contains("<form"));
        assert!(signs_in(&api, "ada@example.com", NEW_PASSWORD).await.is_some());
        let browser = TestRequest::post().uri(&path).insert_header(("accept", "text/html")).insert_header(("accept-language", "de"));
        let again = api.anonymous().send(browser.set_form([("password", NEW_PASSWORD)])).await;
        assert!(again.status == 404 && again.text.contains("Er wurde schon benutzt"), "{}", again.text);
        submit("short").await.problem(404, "not-found");
    }

    async fn nobody_learns_who_has_an_account(api: Api) {
        let (api, server) = mailing(&api).await;
        api.sign_up("ada").await;
        let told = |answer: Answer| {
            let names = ["content-type", "cache-control", "retry-after", "location"];
            (answer.status, answer.text.clone(), names.map(|name| answer.header(name).map(str::to_owned)))
        };
        let known = told(ask(&api, "ada@example.com").await);
        assert_eq!(known, told(ask(&api, "nobody@example.com").await));
        assert_eq!((known.0.as_u16(), known.1.as_str()), (202, ""));
        api.work().await;
        assert_eq!(server.take().iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(), ["ada@example.com"]);
        // Nothing is left of either.
        assert_eq!(api.db.queue_state(api.clock.now()).await.unwrap().pending, 0);
        let errors = ask(&api, "ada").await.problem(422, "invalid-body");
        assert_eq!(errors[0].0, "/email");
        let errors = ask(&api, "ada@example.com\r\nBcc: eve@example.com").await.problem(422, "invalid-body");
        assert_eq!(errors[0].0, "/email");
    }

    async fn a_change_of_the_password_and_time_end_links(api: Api) {
        let (api, server) = mailing(&api).await;
        let ada = api.sign_up("ada").await;
        let first = token_for(&api, &server, "ada@example.com").await;
        let second = token_for(&api, &server, "ada@example.com").await;
        let change = json!({"email": "ada@example.com", "password": PASSWORD, "new_password": NEW_PASSWORD});
        ada.put("/v1/account/credentials", change).await.expect(204);
        for token in [&first, &second] {
            set(&api, token, "one more password").await.problem(404, "not-found");
        }
        // Of two, the other one ends with the first that is used.
        let first = token_for(&api, &server, "ada@example.com").await;
        let second = token_for(&api, &server, "ada@example.com").await;
        set(&api, &first, PASSWORD).await.expect(204);
        set(&api, &second, NEW_PASSWORD).await.problem(404, "not-found");
        let late = token_for(&api, &server, "ada@example.com").await;
        api.clock.advance(TimeDelta::minutes(59));
        assert_eq!(api.anonymous().get(&format!("/password-resets/{late}")).await.status, 200);
        api.clock.advance(TimeDelta::minutes(1));
        set(&api, &late, NEW_PASSWORD).await.problem(404, "not-found");
        assert!(signs_in(&api, "ada@example.com", PASSWORD).await.is_some());
        // Of a secret, only the last bit is wrong.
        let token = {
            api.clock.advance(TimeDelta::days(1));
            token_for(&api, &server, "ada@example.com").await
        };
        let (start, end) = token.split_at(token.len() - 2);
        set(&api, &format!("{start}{}", if end == "AA" { "BA" } else { "AA" }), NEW_PASSWORD).await.problem(404, "not-found");
        set(&api, &token, NEW_PASSWORD).await.expect(204);
    }

    async fn each_account_of_an_address_has_a_link(api: Api) {
        let (api, server) = mailing(&api).await;
        let ada = api.sign_up("ada").await;
        let other = json!({"name": "<b>Buy now</b>", "email": "ada@example.com", "password": "another long password"});
        let other = api.anonymous().post("/v1/accounts", other).await.expect(201);
        ask(&api, "ada@example.com").await.expect(202);
        api.work().await;
        let mail = server.take().remove(0);
        // Anybody can make an account with the address: its name is not told.
        assert!(!mail.raw.contains("Buy now") && mail.text().contains("The account that was created on"), "{}", mail.text());
        assert_eq!(mail.text().matches(" (UTC):").count(), 2, "{}", mail.text());
        let tokens: Vec<_> = mail.text().split_whitespace().filter_map(|word| word.strip_prefix(BEGINNING)).map(str::to_owned).collect();
        assert_eq!(tokens.len(), 2);
        // The password of the other account can't be this one's, and the link still works.
        set(&api, &tokens[0], "another long password").await.problem(409, "conflict");
        set(&api, &tokens[0], NEW_PASSWORD).await.expect(204);
        ada.get("/v1/account").await.problem(401, "unauthorized");
        let second = signs_in(&api, "ada@example.com", "another long password").await.unwrap();
        assert_eq!(second.get("/v1/account").await.expect(200)["id"], other["id"]);
        set(&api, &tokens[1], "the third of passwords").await.expect(204);
        assert!(signs_in(&api, "ada@example.com", "another long password").await.is_none());
        let moved = signs_in(&api, "ada@example.com", "the third of passwords").await.unwrap();
        assert_eq!(moved.get("/v1/account").await.expect(200)["id"], other["id"]);
    }

    async fn an_address_is_not_flooded(api: Api) {
        let (api, server) = mailing(&api).await;
        api.sign_up("ada").await;
        for _ in 0..7 {
            ask(&api, "ada@example.com").await.expect(202);
            ask(&api, "ADA@example.com").await.expect(202);
        }
        api.work().await;
        assert_eq!(server.take().len(), 5);
        api.clock.advance(TimeDelta::hours(8));
        token_for(&api, &server, "ada@example.com").await;
    }

    async fn a_user_who_can_not_sign_in_gets_no_link(api: Api) {
        let (api, server) = mailing(&api).await;
        let ada = api.sign_up("ada").await;
        let token = token_for(&api, &server, "ada@example.com").await;
        let identity = SignInQueries::new(&api.db);
        let user = identity.users(Some("ada@example.com"), 1).await.unwrap().remove(0);
        let of = SignIn { account_id: user.account_id, user_id: user.id };
        identity.set_user_disabled(of, true).await.unwrap();
        ask(&api, "ada@example.com").await.expect(202);
        api.work().await;
        assert!(server.take().is_empty());
        identity.set_user_disabled(of, false).await.unwrap();
        set(&api, &token, NEW_PASSWORD).await.problem(404, "not-found");
        // Nor does anything of an account that is deleted.
        let token = token_for(&api, &server, "ada@example.com").await;
        let again = signs_in(&api, "ada@example.com", PASSWORD).await.unwrap();
        crate::account_data::delete_account(&again, &crate::account_data::credentials("ada")).await.expect(204);
        set(&api, &token, NEW_PASSWORD).await.problem(404, "not-found");
        ask(&api, "ada@example.com").await.expect(202);
        api.work().await;
        assert!(server.take().is_empty());
        ada.get("/v1/account").await.problem(401, "unauthorized");
    }

    async fn a_mail_that_is_tried_again_has_the_same_link(api: Api) {
        let (api, server) = mailing(&api).await;
        api.sign_up("ada").await;
        ask(&api, "ada@example.com").await.expect(202);
        // One instance is killed after it has sent the mail: the lease of its job ends.
        let jobs = api.db.claim_jobs(uuid::Uuid::nil(), api.clock.now(), 10).await.unwrap();
        assert_eq!(jobs.len(), 1);
        api.db.release_job(&jobs[0], api.clock.now()).await.unwrap();
        let down = api.with_mail(Some("smtp://127.0.0.1:9")).await;
        assert_eq!(down.work().await, 1);
        api.clock.advance(TimeDelta::seconds(4));
        api.work().await;
        let mail = server.take().remove(0);
        assert_eq!(mail.header("Message-ID").unwrap(), format!("<{}@followup.example>", jobs[0].id));
        assert_eq!(mail.header("Auto-Submitted").as_deref(), Some("auto-generated"));
        assert_eq!(mail.header("List-Unsubscribe"), None);
        let token = mail.link(BEGINNING);
        set(&api, token.strip_prefix(BEGINNING).unwrap(), NEW_PASSWORD).await.expect(204);
        // A server that does not answer for an hour: nothing is sent, and nothing is left.
        ask(&down, "ada@example.com").await.expect(202);
        for _ in 0..8 {
            api.clock.advance(TimeDelta::minutes(20));
            down.work().await;
        }
        assert_eq!((server.take().len(), api.db.queue_state(api.clock.now()).await.unwrap()), (0, database::QueueState::default()));
    }

    async fn without_a_mail_server_it_says_so(api: Api) {
        let api = api.with_mail(None).await;
        api.sign_up("ada").await;
        for email in ["ada@example.com", "nobody@example.com"] {
            ask(&api, email).await.problem(409, "mail-not-configured");
        }
    }

    async fn the_mail_is_in_the_language_of_the_request(api: Api) {
        let (api, server) = mailing(&api).await;
        api.sign_up("ada").await;
        for (language, subject, text) in [
            ("de-AT", "Wählen Sie ein neues Passwort", "innerhalb einer Stunde"),
            ("fr", "Choisissez un nouveau mot de passe", "heure et choisissez-en"),
            ("es-MX", "Elija una contraseña nueva", "en el plazo de una hora"),
            ("tlh", "Choose a new password", "within an hour"),
        ] {
            let request = TestRequest::post().uri(ASK).insert_header(("accept-language", language));
            api.anonymous().send(request.set_json(json!({"email": "ada@example.com"}))).await.expect(202);
            api.work().await;
            let mail = server.take().remove(0);
            assert_eq!(mail.subject(), subject);
            assert!(mail.text().contains(text) && mail.html().contains(text), "{}", mail.text());
        }
    }
}

/// The same statements are sent for an address whether or not somebody signs in with it.
#[actix_web::test]
async fn the_same_work_is_done_for_every_address() {
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let (api, watch): (Api, Watch) = Api::watched(backend).await;
        api.sign_up("ada").await;
        let mut sent = Vec::new();
        for email in ["ada@example.com", "nobody@example.com"] {
            watch.statements();
            ask(&api, email).await.expect(202);
            let beginning = |statement: String| statement.chars().take(40).collect::<String>();
            sent.push(watch.statements().into_iter().map(beginning).collect::<Vec<_>>());
        }
        assert_eq!(sent[0], sent[1]);
        assert_eq!(sent[0].len(), 3, "{sent:?}");
    }
}

#[actix_web::test]
async fn a_network_asks_as_often_as_it_may_sign_in() {
    let api = Api::start_with(Backend::Sqlite, followup::config::RateLimit::PerMinute(60.try_into().unwrap())).await;
    let from = |last: u8| {
        let request = TestRequest::post().uri(ASK).peer_addr(([192, 0, 2, last], 1).into());
        request.set_json(json!({"email": format!("somebody{last}@example.com")}))
    };
    for _ in 0..2 {
        api.anonymous().send(from(1)).await.expect(202);
    }
    let refused = api.anonymous().send(from(1)).await;
    assert!(refused.header("retry-after").is_some());
    refused.problem(429, "too-many-requests");
    api.anonymous().send(from(2)).await.expect(202);
    let set: Value = json!({"password": NEW_PASSWORD});
    for expected in [404, 429] {
        let request = TestRequest::post().uri("/v1/password-resets/AAAA").peer_addr(([192, 0, 2, 2], 1).into());
        api.anonymous().send(request.set_json(set.clone())).await.expect(expected);
    }
}
