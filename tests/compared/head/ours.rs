head::default::probe_thing("7").send(client).await?;
Ok(String::new())
