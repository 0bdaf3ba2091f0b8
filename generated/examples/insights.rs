//! Reads a metric of a Page by day: two weeks, then the days before them and after them.
//!
//! `META_GRAPH_TOKEN=<Page token> cargo run --example insights --features insights -- <page id> <metric>`

#![allow(clippy::print_stdout, reason = "an example shows what it got")]

use meta_graph::v26_0::models::{InsightsPeriod, InsightsResult};
use meta_graph::v26_0::page::insights;
use meta_graph::{Client, Error, Items, Timestamp};
use std::collections::BTreeMap;
use std::time::SystemTime;

/// The values of a metric by the end of their days.
pub type Days = BTreeMap<Timestamp, f64>;

/// The metric from `since` to `until`, and as many periods of that length before and after as asked for.
///
/// A list of metrics is paged by time: the page before and the page after are the days before and after.
pub async fn read(
    client: &Client,
    page_id: &str,
    metric: &str,
    (since, until): (Timestamp, Timestamp),
    further: usize,
) -> Result<Days, Error> {
    let list = insights::list(page_id).metric([metric]).period(InsightsPeriod::Day).since(since).until(until);
    let mut days = Days::new();
    add(&mut days, list.clone().items(client).backwards().max_pages(1 + further)).await?;
    if further > 0 {
        add(&mut days, list.items(client).max_pages(1 + further)).await?;
    }
    Ok(days)
}

async fn add(days: &mut Days, mut results: Items<insights::List>) -> Result<(), Error> {
    while let Some(result) = results.try_next().await? {
        days.extend(numbers(result));
    }
    Ok(())
}

/// A value is a number, or a number for each of several names, which count together here.
fn numbers(result: InsightsResult) -> impl Iterator<Item = (Timestamp, f64)> {
    result.values.into_iter().flatten().filter_map(|day| {
        let number = match day.value? {
            serde_json::Value::Object(parts) => parts.values().filter_map(serde_json::Value::as_f64).sum(),
            number => number.as_f64()?,
        };
        Some((day.end_time?, number))
    })
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let token = std::env::var("META_GRAPH_TOKEN")?;
    let usage = "usage: insights <page id> <metric>";
    let (page_id, metric) = std::env::args().nth(1).zip(std::env::args().nth(2)).ok_or(usage)?;
    let client = Client::builder().access_token(token).build()?;

    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?.as_secs();
    let at = |days: i64| Timestamp::from_unix_seconds(i64::try_from(now)? + days * 86_400).map_err(Box::from);
    let weeks: Result<_, Box<dyn std::error::Error>> = at(-28).and_then(|since| Ok((since, at(-14)?)));

    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    for (day, number) in runtime.block_on(read(&client, &page_id, &metric, weeks?, 1))? {
        println!("{day} {number}");
    }
    Ok(())
}
