form_list::tags::set(["a", "b"]).send(client).await?;
Ok(String::new())
