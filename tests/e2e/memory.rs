//! What reading an answer takes of memory, in processes of their own.

use crate::setup::TOKEN;
use bytes::Bytes;
use meta_graph::v26_0::page;
use meta_graph::{Client, Error, Request};
use std::process::Command;

/// How long the answers are, in bytes.
const LENGTH: usize = 16 << 20;

/// Tells the second process which answer to read.
const VARIABLE: &str = "META_GRAPH_ANSWER";

/// What the process has held in memory at most, in KiB; `None` where the system does not tell.
pub(crate) fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

/// An answer of many small values.
fn answer(head: &str, value: &str, tail: &str) -> Bytes {
    let mut text = String::with_capacity(LENGTH + 100);
    text.push_str(head);
    while text.len() < LENGTH {
        text.push_str(value);
    }
    text.push_str(tail);
    text.into()
}

fn read<R: Request>(request: &R, body: Bytes) -> Result<R::Response, Error> {
    let client = Client::builder().access_token(TOKEN).build().unwrap();
    client.decode(request, http::Response::builder().body(body).unwrap())
}

/// Reads one of the answers, and says what came of it.
fn outcome(name: &str) -> String {
    let unknown = |value: &str| {
        let body = answer("{\"id\":\"1\",\"unknown\":[", value, "0],\"name\":\"n\"}");
        let page = read(&page::get("1"), body).unwrap();
        format!("{} {}", page.id, page.name.unwrap())
    };
    match name {
        "objects" => unknown("{\"a\":0},"),
        "numbers" => unknown("0,"),
        "lists" => unknown("[],"),
        "inside" => {
            let inside = r#"{"data":[{"id":"1","name":"n","picture":"p","unknown":["#;
            let body = answer(inside, "{\"a\":{}},", "0]}]}");
            read(&page::personas::list("1"), body).unwrap().data[0].id.clone()
        }
        // A post takes much more than an empty object.
        "empty" => {
            let error = read(&page::feed::list("1"), answer("{\"data\":[", "{},", "{}]}")).unwrap_err();
            assert!(matches!(&error, Error::Decode(error) if error.is_too_large()), "{error}");
            "too large".to_owned()
        }
        _ => {
            let body = answer("{\"id\":\"1\",\"emails\":[", "\"\",", "\"\"]}");
            let error = read(&page::get("1"), body).unwrap_err();
            assert!(matches!(&error, Error::Decode(error) if error.is_too_large()), "{error}");
            "too large".to_owned()
        }
    }
}

#[test]
#[allow(clippy::print_stdout, reason = "it tells the first process what came of it, and people the figures")]
fn an_answer_takes_less_than_sixteen_times_its_size() {
    if let Ok(name) = std::env::var(VARIABLE) {
        let outcome = outcome(&name);
        println!("|{outcome}|{}|", peak().unwrap_or_default());
        return;
    }
    if peak().is_none() {
        println!("left out: this system does not tell how much memory a process takes");
        return;
    }
    // What nobody reads takes nothing, so that there is room for the text and little more.
    for (name, expected, most) in [
        ("objects", "1 n", 4),
        ("numbers", "1 n", 4),
        ("lists", "1 n", 4),
        ("inside", "1", 4),
        ("empty", "too large", 16),
        ("known", "too large", 16),
    ] {
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["memory::an_answer_takes_less_than_sixteen_times_its_size", "--exact", "--nocapture"])
            .env(VARIABLE, name)
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
        let words: Vec<&str> = text.lines().find(|line| line.contains('|')).unwrap().split('|').collect();
        let times = words[2].parse::<u64>().unwrap() * 1024 / LENGTH as u64;
        println!("{name}: {} KiB", words[2]);
        assert_eq!(words[1], expected);
        assert!(times < most, "{name} takes {} KiB", words[2]);
    }
}
