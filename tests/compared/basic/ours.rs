let client = Client::builder().basic_auth("ann", "s3cr3t").build()?;
basic::default::count_orders().send(&client).await?;
Ok(String::new())
