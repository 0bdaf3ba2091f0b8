let client = Api::with_base_url(base)?;
let path = ProbeThingRequestPath { id: "7".into() };
client.probe_thing(ProbeThingRequest { path }).await?;
Ok(String::new())
