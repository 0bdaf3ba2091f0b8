let client = HttpClient::new().with_base_url(base);
client.count_orders("acme").await?;
Ok(String::new())
