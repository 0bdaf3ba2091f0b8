operation_server::default::start_upload().send(client).await?;
Ok(String::new())
