let client = HttpClient::new().with_base_url(base);
client.count_orders("abc").await?;
Ok(String::new())
