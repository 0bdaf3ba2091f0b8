let client = HttpClient::new().with_base_url(base);
let Err(ApiOpError::Api(error)) = client.get_thing("7").await else { return Ok(String::new()) };
match error.typed {
    Some(GetThingApiError::Status404(problem)) => Ok(problem.reason),
    None => Ok(String::new()),
}
