let client = HttpClient::new().with_base_url(base);
client.set_tags(SetTagsRequest { tags: vec!["a".into(), "b".into()] }).await?;
Ok(String::new())
