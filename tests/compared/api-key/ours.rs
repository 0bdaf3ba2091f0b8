let client = Client::builder().api_key("key", "s3cr3t").build()?;
api_key::orders::count().send(&client).await?;
Ok(String::new())
