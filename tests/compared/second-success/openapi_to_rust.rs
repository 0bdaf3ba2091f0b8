let client = HttpClient::new().with_base_url(base);
Ok(client.create_thing_json_status_202().await?.job)
