let Err(error) = error_body::default::get_thing("7").send(client).await else { return Ok(String::new()) };
let problem = error.failure::<error_body::default::GetThing>();
Ok(problem.map(|problem| problem.reason).unwrap_or_default())
