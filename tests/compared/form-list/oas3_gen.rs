let client = Api::with_base_url(base)?;
let body = TagRequestBody { tags: vec!["a".into(), "b".into()] };
client.set_tags(SetTagsRequest { body }).await?;
Ok(String::new())
