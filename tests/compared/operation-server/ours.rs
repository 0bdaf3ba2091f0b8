operation_server::files::start_upload().send(client).await?;
Ok(String::new())
