server_slash::default::count_orders().send(client).await?;
Ok(String::new())
