let client = Client::builder().basic_auth("ann", "s3cr3t").build()?;
basic::orders::count().send(&client).await?;
Ok(String::new())
