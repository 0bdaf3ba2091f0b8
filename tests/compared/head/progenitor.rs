let client = Client::new(base);
client.probe_thing("7").await?;
Ok(String::new())
