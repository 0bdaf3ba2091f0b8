let thing = other_file::things::get("7").send(client).await?;
Ok(thing.id)
