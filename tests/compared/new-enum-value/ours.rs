let thing = new_enum_value::things::get("7").send(client).await?;
Ok(thing.id)
