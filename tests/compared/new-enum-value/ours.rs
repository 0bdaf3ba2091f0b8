let thing = new_enum_value::default::get_thing("7").send(client).await?;
Ok(thing.id)
