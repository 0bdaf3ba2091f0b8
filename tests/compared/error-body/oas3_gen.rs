let client = Api::with_base_url(base)?;
let path = GetThingRequestPath { id: "7".into() };
match client.get_thing(GetThingRequest { path }).await? {
    ApiResponse::NotFound(problem) => Ok(problem.reason),
    _ => Ok(String::new()),
}
