let configuration = Configuration { base_path: base.to_owned(), ..Configuration::default() };
let Err(Error::ResponseError(answer)) = default_api::get_thing(&configuration, "7").await else {
    return Ok(String::new());
};
match answer.entity {
    Some(default_api::GetThingError::Status404(problem)) => Ok(problem.reason),
    _ => Ok(String::new()),
}
