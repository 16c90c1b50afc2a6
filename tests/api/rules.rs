use std::collections::HashSet;

use serde_json::{Value, json};

use crate::support::on_both_databases;

fn column<'v>(ledger: &'v Value, list: &str, field: &str) -> HashSet<&'v str> {
    ledger[list].as_array().unwrap().iter().map(|item| item[field].as_str().unwrap()).collect()
}

on_both_databases! {
    async fn the_ledger_needs_the_scope_read(api: Api) {
        let ada = api.sign_up("ada").await;
        let ledger = ada.get("/v1/rules").await.expect(200);
        assert_eq!(ledger["rules"].as_array().unwrap().len(), planning::rules().len());
        assert_eq!(column(&ledger, "rules", "article"), column(&ledger, "articles", "key"));
        for article in ledger["articles"].as_array().unwrap() {
            match article["playbook"].as_str() {
                Some(playbook) => drop(ada.get(&format!("/v1/playbooks/{playbook}")).await.expect(200)),
                // The project's own rules have no playbook.
                None => assert_eq!(article["key"], "practice"),
            }
        }
    }

    async fn rules_that_plans_cite_are_in_the_ledger(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = crate::support::story(&ada).await;
        let ledger = ada.get("/v1/rules").await.expect(200);
        let plan = ada.get(&format!("/v1/applications/{}/follow-up-plan", story.application)).await.expect(200);
        let rules = column(&ledger, "rules", "id");
        let cited = plan["steps"].as_array().unwrap().iter().flat_map(|step| step["reasons"].as_array().unwrap());
        let cited: Vec<_> = cited.map(|reason| reason["rule"].as_str().unwrap()).collect();
        assert!(!cited.is_empty() && cited.iter().all(|rule| rules.contains(rule)), "{cited:?}");
    }

    async fn the_ledger_can_be_narrowed(api: Api) {
        let ada = api.sign_up("ada").await;
        let part = ada.get("/v1/rules?article=balance&shows_in=channel").await.expect(200);
        assert_eq!(part["articles"], json!([{"key": "balance", "playbook": "delicate-balance"}]));
        let rules = part["rules"].as_array().unwrap();
        assert!(!rules.is_empty());
        for rule in rules {
            assert_eq!(rule["article"], "balance");
            assert!(rule["shows_in"].as_array().unwrap().contains(&json!("channel")), "{rule}");
        }
        for wrong in ["article=none", "shows_in=nowhere", "limit=1"] {
            ada.get(&format!("/v1/rules?{wrong}")).await.problem(400, "bad-request");
        }
    }
}
