// By hand: another base for this function.
Client::new(&base.replace("/api", "/upload")).start_upload().await?;
Ok(String::new())
