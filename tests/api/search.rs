//! Lists that are searched for text: what is found is the same, whether or not blocks say where it can't be.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use entity::{Application, Candidate, Scope};
use followup::search::make_blocks;
use serde_json::{Value, json};

use crate::support::{Api, Client, application_of, on_both_databases};

const COMPANIES: [&str; 6] = ["Acme Foods", "Globex", "Zürich Re", "100% Juice_Co", "İstanbul Motors", "acme labs"];
const TITLES: [&str; 4] = ["Data Engineer", "Nurse", "Product Manager", "Engineer (Data)"];
const TEXTS: [&str; 14] = [
    "acme",
    "ACME",
    "ac",
    "e",
    "engineer",
    "data eng",
    "zürich",
    "% juice_",
    "_",
    "nosuchthing",
    "motors",
    "r (d",
    "globex",
    "manager, nurse",
];

/// The applications that a search finds, by company and title, over all pages.
async fn found(client: &Client, query: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = client.get(&format!("/v1/applications?limit=4&{query}{cursor}")).await.expect(200);
        let named = |item: &Value| format!("{}, {}", item["company"]["name"], item["position"]["title"]);
        found.extend(page["items"].as_array().unwrap().iter().map(named));
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return found,
        }
    }
}

async fn all_found(client: &Client) -> Vec<(String, Vec<String>)> {
    let mut all = Vec::new();
    for text in TEXTS {
        for field in ["q", "company"] {
            let text: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
            let query = format!("{field}={text}");
            let answer = found(client, &query).await;
            all.push((query, answer));
        }
    }
    all
}

async fn block(api: &Api, client: &Client) {
    let account = client.get("/v1/account").await.expect(200)["id"].as_str().unwrap().parse::<uuid::Uuid>().unwrap();
    #[expect(clippy::disallowed_methods, reason = "a test looks behind the API")]
    let scope = Scope::new(api.db.clone(), account.into(), api.clock.now());
    make_blocks::<Application>(&scope, 5).await.unwrap();
    make_blocks::<Candidate>(&scope, 5).await.unwrap();
}

/// Applications of all companies with all titles; gives their ids.
async fn fill(client: &Client) -> Vec<String> {
    let candidate = client.get("/v1/candidates").await.expect(200)["items"][0]["id"].as_str().unwrap().to_owned();
    let mut ids = Vec::new();
    for (n, company) in COMPANIES.iter().cycle().take(23).enumerate() {
        let mut application = application_of(&candidate);
        application["company"] = json!({"name": company});
        application["position"] = json!({"title": TITLES[n % TITLES.len()]});
        ids.push(client.post("/v1/applications", application).await.created());
    }
    ids
}

on_both_databases! {
    async fn blocks_change_nothing_of_what_is_found(api: Api) {
        let (ada, bob) = (api.sign_up("ada").await, api.sign_up("bob").await);
        fill(&ada).await;
        fill(&bob).await;
        let before = all_found(&ada).await;
        let sizes: BTreeSet<_> = before.iter().map(|(_, found)| found.len()).collect();
        assert!(sizes.len() > 4, "{sizes:?}");
        // What was just written has no block yet.
        block(&api, &ada).await;
        assert_eq!(all_found(&ada).await, before);
        api.clock.advance(TimeDelta::hours(2));
        let (ada, bob) = (api.sign_in("ada", "read write").await, api.sign_in("bob", "read").await);
        block(&api, &ada).await;
        assert_eq!(all_found(&ada).await, before);
        assert_eq!(all_found(&bob).await, before);
        let candidate = ada.get("/v1/candidates").await.expect(200)["items"][0]["id"].as_str().unwrap().to_owned();
        let mut late = application_of(&candidate);
        late["company"] = json!({"name": "Nosuchthing"});
        ada.post("/v1/applications", late).await.created();
        assert_eq!(found(&ada, "q=nosuchthing").await.len(), 1);
    }

    async fn a_changed_text_is_found(api: Api) {
        let ada = api.sign_up("ada").await;
        let ids = fill(&ada).await;
        api.clock.advance(TimeDelta::hours(2));
        let ada = api.sign_in("ada", "read write").await;
        block(&api, &ada).await;
        for (n, id) in ids.iter().enumerate().step_by(7) {
            let name = format!("Vandelay {n}");
            ada.patch(&format!("/v1/applications/{id}"), json!({"company": {"name": name}})).await.expect(200);
            assert_eq!(found(&ada, &format!("company=vandelay%20{n}")).await.len(), 1);
        }
        let remote = json!({"remote_id": "mine"});
        ada.patch(&format!("/v1/applications/{}", ids[1]), remote).await.expect(200);
        let mut replaced = ada.get(&format!("/v1/applications/{}", ids[1])).await.expect(200);
        for field in ["id", "created_at", "updated_at"] {
            replaced.as_object_mut().unwrap().remove(field);
        }
        replaced["position"]["title"] = json!("Vandelay painter");
        ada.put("/v1/applications/by-remote-id/mine", replaced).await.expect(200);
        let before = found(&ada, "q=vandelay").await;
        assert_eq!(before.len(), 5);
        block(&api, &ada).await;
        assert_eq!(found(&ada, "q=vandelay").await, before);
        assert_eq!(found(&ada, "q=nosuchthing").await.len(), 0);
    }

    async fn candidates_are_found_by_name_and_address(api: Api) {
        let ada = api.sign_up("ada").await;
        for n in 0..17 {
            let candidate = json!({"name": format!("Person {n}"), "email": format!("p{n}@mail.example")});
            ada.post("/v1/candidates", candidate).await.created();
        }
        let count = async |client: &Client, text: &str| {
            client.get(&format!("/v1/candidates?q={text}")).await.expect(200)["items"].as_array().unwrap().len()
        };
        api.clock.advance(TimeDelta::hours(2));
        let ada = api.sign_in("ada", "read write").await;
        let counts = async || {
            let mut counts = Vec::new();
            for text in ["person", "PERSON%201", "mail.example", "p16@", "ada", "nobody", "n"] {
                counts.push(count(&ada, text).await);
            }
            counts
        };
        let before = counts().await;
        assert_eq!(before, [17, 8, 17, 1, 1, 0, 17]);
        block(&api, &ada).await;
        assert_eq!(counts().await, before);
        let first = ada.get("/v1/candidates?q=p16@").await.expect(200)["items"][0]["id"].as_str().unwrap().to_owned();
        ada.patch(&format!("/v1/candidates/{first}"), json!({"email": "nobody@mail.example"})).await.expect(200);
        assert_eq!(count(&ada, "nobody").await, 1);
        assert_eq!(count(&ada, "p16@").await, 0);
    }
}
