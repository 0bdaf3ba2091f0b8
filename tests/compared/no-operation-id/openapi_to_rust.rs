let client = HttpClient::new().with_base_url(base);
client.get_status().await?;
Ok(String::new())
