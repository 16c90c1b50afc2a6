//! What can prevent a client's request, and the exit status for it.

use std::{
    fs,
    io::{Read as _, Write as _},
    net::TcpListener,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::Command,
    thread,
};

use serde_json::json;

use super::{Served, client, fails};
use crate::support::process::followup;

fn with_mode(folder: &Path, text: &str, mode: u32) -> PathBuf {
    let file = folder.join(format!("token-{mode:o}"));
    fs::write(&file, text).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
    file
}

#[test]
fn a_token_comes_from_the_environment_or_a_file_of_the_owner() {
    let served = Served::start();
    let (home, url) = (served.data.path(), &served.service.url);
    let run = |command: &mut Command| command.arg("due").output().unwrap();
    fails(&run(&mut client(home, url)), 4, "there is no token");
    fails(&run(client(home, url).env("FOLLOWUP_TOKEN", "ey.wrong.token")), 4, "401");
    fails(&run(client(home, url).env("FOLLOWUP_TOKEN", "two words")), 4, "holds no token");

    let private = with_mode(home, &format!("{}\n", served.token), 0o600);
    assert!(run(client(home, url).env("FOLLOWUP_TOKEN_FILE", &private)).status.success());
    for mode in [0o640, 0o604, 0o660, 0o610] {
        let open = with_mode(home, &served.token, mode);
        let output = run(client(home, url).arg("--token-file").arg(&open));
        fails(&output, 2, "unexpected argument");
        let output = client(home, url).args(["due", "--token-file"]).arg(&open).output().unwrap();
        fails(&output, 4, &format!("`chmod 600 {}`", open.display()));
        assert!(!String::from_utf8_lossy(&output.stderr).contains(&served.token));
    }
    fails(&client(home, url).args(["due", "--token-file", "/nowhere"]).output().unwrap(), 4, "can't be read");
    // No argument takes a token.
    fails(&client(home, url).args(["due", "--token", &served.token]).output().unwrap(), 2, "unexpected argument");

    let settings = home.join(".config").join("followup");
    fs::create_dir_all(&settings).unwrap();
    let default = with_mode(&settings, &served.token, 0o600);
    fs::rename(default, settings.join("token")).unwrap();
    assert!(run(&mut client(home, url)).status.success());
}

#[test]
fn an_api_client_signs_in_by_its_id_and_secret() {
    let served = Served::start();
    let (home, url) = (served.data.path(), &served.service.url);
    let made = served.post("/v1/api-clients", &json!({"name": "cron", "scopes": ["read"]}));
    let file = with_mode(home, &made.to_string(), 0o400);
    let run =
        |arguments: &[&str]| client(home, url).env("FOLLOWUP_TOKEN_FILE", &file).args(arguments).output().unwrap();
    assert!(run(&["due"]).status.success());
    fails(&run(&["sent", "job/1"]), 4, "403");
    let mut wrong = made;
    wrong["client_secret"] = json!("fu_secret_wrong");
    let wrong = with_mode(home, &wrong.to_string(), 0o600);
    let output = client(home, url).env("FOLLOWUP_TOKEN_FILE", wrong).arg("due").output().unwrap();
    fails(&output, 4, "knows no API client");
}

#[test]
fn an_unreachable_service_has_another_exit_status_than_a_refusal() {
    let served = Served::start();
    let home = served.data.path().to_owned();
    fails(&served.command(&["plan", "--application", "job/2"]).output().unwrap(), 1, "no application with the id");
    fails(&served.command(&["draft", "job/1", "offer_thanks"]).output().unwrap(), 1, "has no step");
    // What an option gives is told by the name of the option.
    fails(&served.command(&["due", "--until", "someday"]).output().unwrap(), 1, "(400): --until: ");
    let as_of = served.command(&["plan", "--application", "job/1", "--as-of", "noon"]).output().unwrap();
    fails(&as_of, 1, "(400): --as-of: ");
    fails(&served.command(&["due", "--cursor", "nonsense"]).output().unwrap(), 1, "--cursor");
    // A violation is told with its pointer: Bob is a contact of another application.
    let other = json!({"company": {"name": "Acme"}, "position": {"title": "Analyst"}, "time_zone": "Europe/Berlin"});
    let other = served.post("/v1/applications", &other)["id"].clone();
    let contacts = format!("/v1/applications/{}/contacts", other.as_str().unwrap());
    served.post(&contacts, &json!({"remote_id": "bob", "name": "Bob Young"}));
    let to_bob = served.command(&["sent", "job/1", "--contact", "bob"]).output().unwrap();
    fails(&to_bob, 1, "(422)");
    fails(&to_bob, 1, "\n  --contact: ");
    fails(&served.command(&["import", "/nowhere.ics"]).output().unwrap(), 2, "can't be read");
    fails(&served.command(&["plan", "/nowhere.json"]).output().unwrap(), 2, "can't be read");
    let no_facts = home.join("no-facts.json");
    fs::write(&no_facts, "{").unwrap();
    fails(&served.command(&["plan", no_facts.to_str().unwrap()]).output().unwrap(), 2, "holds no facts");
    let of_version = format!("{}/v1", served.service.url);
    fails(&served.command(&["due", "--url", &of_version]).output().unwrap(), 2, "before /v1");
    let deeper = format!("{}/elsewhere", served.service.url);
    // A page of the service is no service, and what is below it neither.
    for page in ["/docs", "/docs/", "/healthz", "/oauth/token"] {
        let url = format!("{}{page}", served.service.url);
        for arguments in
            [&["due", "--url", &url][..], &["draft", "job/1", "--url", &url], &["sent", "job/1", "--url", &url]]
        {
            let output = served.command(arguments).output().unwrap();
            fails(&output, 3, "is it a follow-up service's own address");
        }
    }
    fails(&served.command(&["due", "--url", &deeper]).output().unwrap(), 3, "is it a follow-up service's own address");
    let from_elsewhere = served.command(&["due", "--url", "http://followup.example"]).output().unwrap();
    fails(&from_elsewhere, 2, "https://");
    fails(&served.command(&["sent", "job/1", "--channel", "pigeon"]).output().unwrap(), 2, "possible values");
    let usage = served.command(&["draft"]).env("FOLLOWUP_TOKEN_FILE", "/nowhere").output().unwrap();
    fails(&usage, 2, "Usage: followup draft [OPTIONS] <APPLICATION> [STEP]");
    let (url, token) = (served.service.url.clone(), served.token.clone());
    served.service.kill();
    let down = client(&home, &url).env("FOLLOWUP_TOKEN", &token).arg("due").output().unwrap();
    fails(&down, 3, "can't be reached");
}

/// The exit status of `due`, and what it says, if this is all that is answered.
fn answered_with(answer: &'static str) -> std::process::Output {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let answering = thread::spawn(move || {
        let (mut connection, _) = listener.accept().unwrap();
        let mut request = [0; 4096];
        let read = connection.read(&mut request).unwrap();
        assert!(read > 0);
        connection.write_all(answer.as_bytes()).unwrap();
    });
    let home = tempfile::tempdir().unwrap();
    let output = client(home.path(), &url).env("FOLLOWUP_TOKEN", "ey.any.token").arg("due").output().unwrap();
    answering.join().unwrap();
    output
}

#[test]
fn answers_of_other_servers_are_refused() {
    for (answer, words) in [
        ("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}", "is not the API's"),
        ("HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n<html>", "is not the API's"),
        ("HTTP/1.1 404 Not Found\r\ncontent-length: 6\r\n\r\n<html>", "is it a follow-up service"),
        ("HTTP/1.1 302 Found\r\nlocation: https://elsewhere.example/\r\ncontent-length: 0\r\n\r\n", "leads elsewhere"),
        ("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{", "can't be reached"),
        ("SSH-2.0-OpenSSH_9.2\r\n", "can't be reached"),
        ("", "can't be reached"),
    ] {
        fails(&answered_with(answer), 3, words);
    }
}

#[test]
fn completions_are_printed_for_shells() {
    let home = tempfile::tempdir().unwrap();
    for (shell, words) in [
        ("bash", "complete -F"),
        ("zsh", "#compdef followup"),
        ("fish", "complete -c followup"),
        ("powershell", "Register"),
    ] {
        let output = followup(home.path(), None).args(["completions", shell]).output().unwrap();
        let script = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && script.contains(words) && script.contains("draft"), "{shell}");
    }
    let help = followup(home.path(), None).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    assert!(help.contains("Exit status:") && help.contains("  4  not signed in"), "{help}");
}
