let client = Api::with_base_url(base)?;
let path = GetThingRequestPath { id: "7".into() };
client.get_thing(GetThingRequest { path }).await?;
// The answer has no type: its body is read and dropped.
Ok(String::new())
