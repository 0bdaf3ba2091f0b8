let client = HttpClient::new().with_base_url(base);
Ok(client.list_orders().await?.concat())
