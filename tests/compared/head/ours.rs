head::things::probe("7").send(client).await?;
Ok(String::new())
