use serde_json::json;

use crate::support::on_both_databases;

on_both_databases! {
    async fn signing_up_makes_an_account_a_user_and_a_candidate(api: Api) {
        let sign_up = json!({"name": "Ada Okafor", "email": "Ada@Example.com", "password": "correct horse battery staple"});
        let answer = api.anonymous().post("/v1/accounts", sign_up).await;
        assert_eq!(answer.header("location"), Some("/v1/account"));
        let account = answer.expect(201);
        assert_eq!(account["name"], "Ada Okafor");
        let ada = api.sign_in("ada", "read").await;
        assert_eq!(ada.get("/v1/account").await.expect(200)["id"], account["id"]);
        let candidates = ada.get("/v1/candidates").await.expect(200);
        assert_eq!(candidates["items"][0]["id"], account["candidate_id"]);
        assert_eq!(candidates["items"][0]["email"], "Ada@Example.com");
        assert_eq!(candidates["items"].as_array().unwrap().len(), 1);
    }

    async fn an_address_signs_up_once_whatever_its_case(api: Api) {
        api.sign_up("ada").await;
        let again = json!({"name": "Ada", "email": "ADA@example.com", "password": "another long password"});
        api.anonymous().post("/v1/accounts", again).await.problem(409, "conflict");
        // Nothing of the second sign-up was written, and the first password still holds.
        let candidates = api.sign_in("ada", "read").await.get("/v1/candidates").await.expect(200);
        assert_eq!(candidates["items"].as_array().unwrap().len(), 1);
    }

    async fn a_bad_sign_up_is_told_what_is_wrong(api: Api) {
        let wrong = json!({"name": "", "email": "nobody", "role": "admin"});
        let errors = api.anonymous().post("/v1/accounts", wrong).await.problem(422, "invalid-body");
        let pointers: Vec<_> = errors.iter().map(|(pointer, code)| (pointer.as_str(), code.as_str())).collect();
        assert_eq!(pointers, [
            ("/email", "format"), ("/name", "too_short"), ("/password", "required"), ("/role", "unknown_field")
        ]);
        let short = json!({"name": "Ada", "email": "ada@example.com", "password": "short"});
        let errors = api.anonymous().post("/v1/accounts", short).await.problem(422, "invalid-body");
        assert_eq!(errors, [("/password".to_owned(), "too_short".to_owned())]);
    }
}
