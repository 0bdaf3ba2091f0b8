header_parameter::default::count_orders("acme").send(client).await?;
Ok(String::new())
