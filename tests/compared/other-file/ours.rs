let thing = other_file::default::get_thing("7").send(client).await?;
Ok(thing.id)
