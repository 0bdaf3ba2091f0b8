let client = HttpClient::new().with_base_url(base);
client.probe_thing("7").await?;
Ok(String::new())
