let client = HttpClient::new().with_base_url(base);
Ok(client.get_thing("7").await?.id)
