server_slash::orders::count().send(client).await?;
Ok(String::new())
