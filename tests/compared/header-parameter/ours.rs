header_parameter::orders::count("acme").send(client).await?;
Ok(String::new())
