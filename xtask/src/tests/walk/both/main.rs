//! Both versions over one client: each request goes to its own, and each answer has the types of its own.

use meta_graph::testing::{Fake, now};
use meta_graph::{v26_0, v27_0};

fn main() -> Result<(), meta_graph::Error> {
    let fake = Fake::new();
    let client = fake.client();
    let older = v26_0::page::get("1").fields([v26_0::page::Field::Mission, v26_0::page::Field::StoreNumber]);
    let newer = v27_0::page::get("1").fields([v27_0::page::Field::StoreNumber]);
    let mut page = v26_0::models::Page::default();
    page.store_number = Some(7);
    fake.on(older.clone()).reply(page);
    let mut page = v27_0::models::Page::default();
    page.store_number = Some("7".to_owned());
    fake.on(newer.clone()).reply(page);

    let older: Option<u32> = now(older.send(&client))?.store_number;
    let newer: Option<String> = now(newer.send(&client))?.store_number;

    let uris: Vec<_> = fake.sent().iter().map(|sent| sent.uri().to_string()).collect();
    println!("{}: {older:?}\n{}: {newer:?}", uris[0], uris[1]);
    fake.assert_all_answered();
    Ok(())
}
