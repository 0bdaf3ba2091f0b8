//! Every public operation, through every way a call can end: nothing that is shown holds the token, the app secret or
//! its proof.

mod messenger;
mod themes;

use crate::log::Log;
use crate::setup::{TOKEN, run, serve};
use graph_tests::server::{Answer, Fault};
use graph_tests::workspace;
use meta_graph::v26_0::page::{
    self, Edge, assigned_users, locations, nlp_configs, page_about_story, page_whatsapp_number_verification,
    personas, subscribed_apps,
};
use meta_graph::v26_0::persona;
use meta_graph::{AppSecret, Client, Request, Retry};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

const SECRET: &str = "app-secret-41f0";

/// What was shown, and the names of the operations that were driven.
struct Shown {
    client: Client,
    texts: Vec<String>,
    operations: BTreeSet<&'static str>,
}

impl Shown {
    /// Sends the request by itself and in a batch, and keeps all that can be seen of it.
    fn drive<R>(&mut self, request: &R)
    where
        R: Request + Clone + Debug,
        R::Response: Debug,
    {
        self.keep(request);
        self.texts.push(request.to_curl());
        let call = self.client.call(request.clone());
        self.keep(&call);
        let answer = run(self.client.call_full(request.clone()));
        if let Err(error) = &answer {
            self.operations.extend(error.operation().map(|operation| operation.name()));
            self.texts.push(error.to_string());
        }
        self.keep(&answer);
        self.panic(answer.map(drop));
        let batch = run(self.client.batch(vec![request.clone()]));
        self.keep(&batch);
        self.panic(batch.map(drop));
    }

    fn keep(&mut self, value: &dyn Debug) {
        self.texts.push(format!("{value:?}\n{value:#?}"));
    }

    /// The message of the panic of a caller that does not look.
    fn panic(&mut self, result: Result<(), meta_graph::Error>) {
        if let Err(payload) = catch_unwind(AssertUnwindSafe(|| result.unwrap())) {
            self.texts.extend(payload.downcast::<String>().map(|text| *text).ok());
        }
    }

    fn drive_all(&mut self) {
        self.drive(&page::get("1").account_linking_token(TOKEN));
        self.drive(&page::update("1").about("x"));
        self.drive(&page::edge::<Value>("1", Edge::Feed).query("access_token", TOKEN));
        self.drive(&persona::get("1"));
        self.drive(&persona::delete("1"));
        self.drive(&personas::list("1"));
        self.drive(&personas::create("1", "n", "u"));
        self.drive(&assigned_users::create("1", "2"));
        self.drive(&assigned_users::delete("1", "2"));
        self.drive(&locations::delete("1", "2"));
        self.drive(&nlp_configs::create("1").custom_token(TOKEN));
        self.drive(&page_about_story::create("1", []));
        self.drive(&page_whatsapp_number_verification::create("1", "2"));
        self.drive(&subscribed_apps::create("1", [] as [&str; 0]));
        let (client, mut items) = (self.client.clone(), personas::list("1").items(&self.client));
        let item = run(items.try_next());
        self.keep(&(client, item, &items, items.position()));
    }
}

/// The ways in which a call can end, each answer repeating what must not be shown.
fn endings(leak: &str) -> Vec<Option<Answer>> {
    let error = json!({"error": {"message": leak, "type": leak, "code": 190, "fbtrace_id": leak, "error_data": leak}});
    let flat = json!({"error_code": 1, "error_description": leak});
    let page = json!({"data": [], "paging": {"next": format!("https://x/?access_token={leak}")}});
    let item = json!([{"code": 400, "body": error.to_string(), "headers": [{"name": "x-fb-trace-id", "value": leak}]}]);
    vec![
        Some(Answer::json(error.to_string()).with_status(400).header("x-fb-trace-id", leak)),
        Some(Answer::json(error.to_string())),
        Some(Answer::json(flat.to_string()).with_status(500)),
        Some(Answer::json(format!(r#"{{"id":{{"{leak}":1}},"{leak}":"{leak}"}}"#))),
        Some(Answer::json(r#"{"success":false}"#)),
        Some(Answer::json(page.to_string())),
        Some(Answer::json(item.to_string())),
        Some(Answer::status(503).header("content-type", leak).body(leak)),
        Some(Answer::status(302).header("location", &format!("https://x/?t={leak}"))),
        Some(Answer::json(leak).fault(Fault::HalfBody)),
        Some(Answer::json("{}").fault(Fault::NoAnswer)),
        // Nothing listens.
        None,
    ]
}

#[test]
fn shows_no_secret() {
    let proof = AppSecret::new(SECRET).proof(&TOKEN.into());
    let leak = format!("{TOKEN} {SECRET} {}", proof.expose());
    let mut operations = BTreeSet::new();
    let mut texts = Vec::new();
    Log::start();
    for (at, ending) in endings(&leak).into_iter().enumerate() {
        // Each operation is sent by itself and in a batch, and may be sent twice.
        let answers = 4 * documented().len() + 20;
        let server = serve(ending.iter().flat_map(|answer| vec![answer.clone(); answers]));
        let url = if ending.is_some() { server.url() } else { "http://127.0.0.1:1".to_owned() };
        let client = Client::builder()
            .access_token(TOKEN)
            .app_secret(SECRET)
            .base_url(url)
            .retry(Retry::standard().max_attempts(2).base_delay(Duration::from_micros(1)))
            .build()
            .unwrap();
        let mut shown = Shown { client, texts: Vec::new(), operations: BTreeSet::new() };
        shown.drive_all();
        // What differs between operations is what they read: an error, and what the specification does not know.
        if matches!(at, 0 | 3) {
            shown.drive_themes();
            shown.drive_messenger();
        }
        operations.extend(shown.operations);
        texts.extend(shown.texts);
    }
    texts.extend(Log::lines());
    for hidden in [TOKEN, SECRET, proof.expose()] {
        let leaks: Vec<_> = texts.iter().filter(|text| text.contains(hidden)).take(3).collect();
        assert!(leaks.is_empty(), "{hidden}: {leaks:#?}");
    }
    assert!(texts.len() > 1000, "{}", texts.len());
    assert_eq!(operations, documented().iter().map(String::as_str).collect());
}

/// The operations of the generated crate, so that a new one cannot be left out here.
fn documented() -> BTreeSet<String> {
    let sources = workspace::texts(&workspace::root().join("generated/src/v26_0"), ".rs").unwrap();
    let names = sources.iter().flat_map(|(_, text)| text.lines()).filter_map(|line| {
        let name = line.trim().strip_prefix("name: \"")?.strip_suffix("\",")?;
        name.contains("::").then(|| name.to_owned())
    });
    names.collect()
}
