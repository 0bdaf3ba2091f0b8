let client = Client::new(base);
match client.get_thing("7").await {
    Err(Error::ErrorResponse(problem)) => Ok(problem.into_inner().reason),
    _ => Ok(String::new()),
}
