let client = Client::new(base);
client.count_orders("acme").await?;
Ok(String::new())
