let client = HttpClient::new().with_base_url(base);
Ok(client.get_settings().await?.page.map(|page| page.size).unwrap_or_default())
