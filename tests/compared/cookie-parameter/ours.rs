cookie_parameter::orders::count("abc").send(client).await?;
Ok(String::new())
