let client = HttpClient::new().with_base_url(base);
client.count_orders().await?;
Ok(String::new())
