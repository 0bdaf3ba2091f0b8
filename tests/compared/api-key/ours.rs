let client = Client::builder().api_key("key", "s3cr3t").build()?;
api_key::default::count_orders().send(&client).await?;
Ok(String::new())
