let client = Api::with_base_url(base)?;
let path = GetThingRequestPath { id: "7".into() };
match client.get_thing(GetThingRequest { path }).await? {
    ApiResponse::Ok(thing) => Ok(thing.id),
    _ => Ok(String::new()),
}
