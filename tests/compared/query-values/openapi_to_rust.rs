let client = HttpClient::new().with_base_url(base);
client.count_orders(vec!["1".into(), "2".into()], CountOrdersFilter { color: "red".into() }).await?;
Ok(String::new())
