let client = Client::new(base)?;
client.count_orders().await?;
Ok(String::new())
