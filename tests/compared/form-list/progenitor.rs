let client = Client::new(base);
client.set_tags(&types::SetTagsBody { tags: vec!["a".into(), "b".into()] }).await?;
Ok(String::new())
