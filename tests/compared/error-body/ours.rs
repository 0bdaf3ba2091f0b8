let Err(error) = error_body::things::get("7").send(client).await else { return Ok(String::new()) };
let problem = error.failure::<error_body::things::Get>();
Ok(problem.map(|problem| problem.reason).unwrap_or_default())
