//! Changing the account's name and how one signs in, signing out everywhere, and what operators do about users.

use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

use crate::support::{Api, Client, on_both_databases, process::Process};

const PATH: &str = "/v1/account/credentials";
const PASSWORD: &str = "correct horse battery staple";
const NEW_PASSWORD: &str = "an even longer password";

/// What signing in is answered with.
async fn signed_in(api: &Api, email: &str, password: &str) -> Option<Value> {
    let form = [("grant_type", "password"), ("username", email), ("password", password)];
    let answer = api.anonymous().form("/oauth/token", &form).await;
    if answer.status == 400 { None } else { Some(answer.expect(200)) }
}

async fn client(api: &Api, email: &str, password: &str) -> Client {
    api.bearing(signed_in(api, email, password).await.unwrap()["access_token"].as_str().unwrap())
}

fn change(email: &str, password: &str, new: Value) -> Value {
    let mut body = new;
    (body["email"], body["password"]) = (json!(email), json!(password));
    body
}

on_both_databases! {
    async fn an_account_gets_another_name(api: Api) {
        let ada = api.sign_up("ada").await;
        let before = ada.get("/v1/account").await.expect(200);
        let renamed = ada.patch("/v1/account", json!({"name": "Ada & Co"})).await.expect(200);
        assert_eq!((&renamed["name"], &renamed["id"]), (&json!("Ada & Co"), &before["id"]));
        assert_eq!(ada.get("/v1/account").await.expect(200), renamed);
        let errors = ada.patch("/v1/account", json!({"name": null})).await.problem(422, "invalid-body");
        assert_eq!(errors, [("/name".to_owned(), "required".to_owned())]);
        let bob = api.sign_up("bob").await;
        assert_ne!(bob.get("/v1/account").await.expect(200)["name"], "Ada & Co");
    }

    async fn a_password_is_changed_with_the_old_one(api: Api) {
        let ada = api.sign_up("ada").await;
        let (other, refresh) = {
            let token = signed_in(&api, "ada@example.com", PASSWORD).await.unwrap();
            (api.bearing(token["access_token"].as_str().unwrap()), token["refresh_token"].as_str().unwrap().to_owned())
        };
        let wrong = change("ada@example.com", "not the password", json!({"new_password": NEW_PASSWORD}));
        let errors = ada.put(PATH, wrong).await.problem(422, "invalid-body");
        assert_eq!(errors, [("/password".to_owned(), "wrong_password".to_owned())]);
        let short = change("ada@example.com", PASSWORD, json!({"new_password": "short"}));
        let errors = ada.put(PATH, short).await.problem(422, "invalid-body");
        assert_eq!(errors, [("/new_password".to_owned(), "too_short".to_owned())]);
        let nothing = change("ada@example.com", PASSWORD, json!({}));
        let errors = ada.put(PATH, nothing).await.problem(422, "invalid-body");
        assert_eq!(errors, [("/new_password".to_owned(), "nothing_new".to_owned())]);
        other.get("/v1/account").await.expect(200);

        let right = change("Ada@Example.com", PASSWORD, json!({"new_password": NEW_PASSWORD}));
        ada.put(PATH, right).await.expect(204);
        assert!(signed_in(&api, "ada@example.com", PASSWORD).await.is_none());
        let again = client(&api, "ada@example.com", NEW_PASSWORD).await;
        // This session goes on, the others have ended.
        let account = ada.get("/v1/account").await.expect(200);
        assert_eq!(again.get("/v1/account").await.expect(200), account);
        other.get("/v1/account").await.problem(401, "unauthorized");
        let form = [("grant_type", "refresh_token"), ("refresh_token", &*refresh)];
        api.anonymous().form("/oauth/token", &form).await.expect(400);
    }

    async fn an_address_is_changed_and_left_to_others(api: Api) {
        let ada = api.sign_up("ada").await;
        let account = ada.get("/v1/account").await.expect(200);
        ada.put(PATH, change("ada@example.com", PASSWORD, json!({"new_email": "Countess@Example.com"}))).await.expect(204);
        assert!(signed_in(&api, "ada@example.com", PASSWORD).await.is_none());
        let moved = client(&api, "countess@example.com", PASSWORD).await;
        assert_eq!(moved.get("/v1/account").await.expect(200), account);
        assert_eq!(moved.get("/v1/account/export").await.expect(200)["users"][0]["email"], "countess@example.com");
        // The previous address is free: a sign-up with it has another account.
        let other = api.sign_up("ada").await;
        assert_ne!(other.get("/v1/account").await.expect(200)["id"], account["id"]);
        // Back again, where somebody has the same password now.
        let back = change("countess@example.com", PASSWORD, json!({"new_email": "ada@example.com"}));
        moved.put(PATH, back).await.problem(409, "conflict");
        let back = change("countess@example.com", PASSWORD, json!({"new_email": "ada@example.com", "new_password": NEW_PASSWORD}));
        moved.put(PATH, back).await.expect(204);
        assert_eq!(client(&api, "ada@example.com", NEW_PASSWORD).await.get("/v1/account").await.expect(200), account);
        other.get("/v1/account").await.expect(200);
        // And on with the other's password free: nobody signs in to two accounts at once.
        assert_ne!(client(&api, "ada@example.com", PASSWORD).await.get("/v1/account").await.expect(200)["id"], account["id"]);
    }

    async fn of_changes_at_the_same_time_one_is_made(api: Api) {
        let ada = api.sign_up("ada").await;
        let new = |number| format!("the new password, number {number}");
        let put = |number| ada.put(PATH, change("ada@example.com", PASSWORD, json!({"new_password": new(number)})));
        let answers = futures_util::future::join_all((0..4).map(put)).await;
        let (mut changed, mut refused) = (Vec::new(), 0);
        for (number, answer) in answers.into_iter().enumerate() {
            if answer.status == 204 {
                changed.push(new(number));
            } else {
                let errors = answer.problem(422, "invalid-body");
                assert_eq!(errors, [("/password".to_owned(), "wrong_password".to_owned())]);
                refused += 1;
            }
        }
        assert_eq!((changed.len(), refused), (1, 3));
        assert!(signed_in(&api, "ada@example.com", &changed[0]).await.is_some());
        assert!(signed_in(&api, "ada@example.com", PASSWORD).await.is_none());
    }

    async fn nobody_changes_the_password_of_another_account(api: Api) {
        let (ada, bob) = (api.sign_up("ada").await, api.sign_up("bob").await);
        let theirs = change("ada@example.com", PASSWORD, json!({"new_password": NEW_PASSWORD}));
        let errors = bob.put(PATH, theirs).await.problem(422, "invalid-body");
        assert_eq!(errors, [("/password".to_owned(), "wrong_password".to_owned())]);
        ada.get("/v1/account").await.expect(200);
        assert!(signed_in(&api, "ada@example.com", PASSWORD).await.is_some());
        // A program that knows the password may: it ends all sessions.
        let program = api.client_sign_in(&api.api_client(&ada, &["admin"]).await).await;
        program.put(PATH, change("ada@example.com", PASSWORD, json!({"new_password": NEW_PASSWORD}))).await.expect(204);
        ada.get("/v1/account").await.problem(401, "unauthorized");
    }

    async fn signing_out_everywhere_ends_all_sessions_and_no_program(api: Api) {
        let ada = api.sign_up("ada").await;
        let token = signed_in(&api, "ada@example.com", PASSWORD).await.unwrap();
        let other = api.bearing(token["access_token"].as_str().unwrap());
        let program = api.client_sign_in(&api.api_client(&ada, &["read"]).await).await;
        let bob = api.sign_up("bob").await;
        other.get("/v1/account").await.expect(200);
        ada.post("/v1/account/sign-out", json!({})).await.expect(204);
        ada.get("/v1/account").await.problem(401, "unauthorized");
        other.get("/v1/account").await.problem(401, "unauthorized");
        let refresh = token["refresh_token"].as_str().unwrap();
        let form = [("grant_type", "refresh_token"), ("refresh_token", refresh)];
        api.anonymous().form("/oauth/token", &form).await.expect(400);
        program.get("/v1/account").await.expect(200);
        bob.get("/v1/account").await.expect(200);
        assert!(signed_in(&api, "ada@example.com", PASSWORD).await.is_some());
    }
}

/// Runs `followup users` on the data of a folder.
fn users(data: &std::path::Path, arguments: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_followup"));
    command.arg("users").args(arguments).arg("--data-dir").arg(data).env_remove("DATABASE_URL");
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // What needs no password doesn't read it.
    let _ = std::io::Write::write_all(&mut child.stdin.take().unwrap(), input.as_bytes());
    child.wait_with_output().unwrap()
}

#[test]
fn operators_list_and_change_users() {
    let data = tempfile::tempdir().unwrap();
    let service = Process::start(data.path(), None);
    let post = |path: &str, body: Value| {
        ureq::post(format!("{}{path}", service.url)).config().http_status_as_error(false).build().send_json(body)
    };
    let sign_in = |password: &str| {
        let form = [("grant_type", "password"), ("username", "ada@example.com"), ("password", password)];
        let request = ureq::post(format!("{}/oauth/token", service.url)).config().http_status_as_error(false).build();
        request.send_form(form).unwrap().status().as_u16()
    };
    let ada = json!({"name": "Ada", "email": "ada@example.com", "password": PASSWORD});
    assert_eq!(post("/v1/accounts", ada).unwrap().status(), 201);
    let text = |output: &Output| String::from_utf8(output.stdout.clone()).unwrap();
    let list = text(&users(data.path(), &["list"], ""));
    assert!(list.lines().count() == 1 && list.contains("  ada@example.com  name Ada  created "), "{list}");
    assert!(list.contains("  created 20") && list.contains("  last sign-in unknown  "), "{list}");
    assert!(list.ends_with("  candidates 1  applications 0\n"), "{list}");
    let id = list.split("  ").next().unwrap().to_owned();

    let short = users(data.path(), &["reset-password", &id], "short\n");
    assert!(!short.status.success() && String::from_utf8_lossy(&short.stderr).contains("12 to 256"), "{short:?}");
    assert!(users(data.path(), &["reset-password", "ada@example.com"], &format!("{NEW_PASSWORD}\n")).status.success());
    assert_eq!((sign_in(PASSWORD), sign_in(NEW_PASSWORD)), (400, 200));
    let list = text(&users(data.path(), &["list", &id], ""));
    assert!(list.contains("  last sign-in 20"), "{list}");

    assert!(text(&users(data.path(), &["disable", &id], "")).contains("  disabled"));
    assert!(text(&users(data.path(), &["list", "Ada@example.com"], "")).contains("  disabled"));
    assert_eq!(sign_in(NEW_PASSWORD), 400);
    assert!(users(data.path(), &["enable", &id], "").status.success());
    assert_eq!(sign_in(NEW_PASSWORD), 200);

    for action in ["disable", "list"] {
        let nobody = users(data.path(), &[action, "bob@example.com"], "");
        let told = String::from_utf8_lossy(&nobody.stderr).contains("there is no user bob@example.com");
        assert!(nobody.status.code() == Some(1) && told && nobody.stdout.is_empty(), "{nobody:?}");
    }
}

#[test]
fn commands_on_a_folder_without_a_database_make_none() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    for arguments in [["users", "list"], ["keys", "list"], ["jobs", "list"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_followup"));
        command.args(arguments).arg("--data-dir").arg(&data).env_remove("DATABASE_URL");
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            !output.status.success() && said.contains("there is no database in the folder"),
            "{arguments:?}: {said}"
        );
        assert!(!data.exists(), "{arguments:?} made a folder");
    }
}
