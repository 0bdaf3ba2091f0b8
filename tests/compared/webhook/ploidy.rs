let client = Client::new(base)?;
Ok(client.list_orders().await?.concat())
