cookie_parameter::default::count_orders("abc").send(client).await?;
Ok(String::new())
