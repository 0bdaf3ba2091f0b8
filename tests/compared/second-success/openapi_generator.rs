let configuration = Configuration { base_path: base.to_owned(), ..Configuration::default() };
// The function answers a `Thing`.
default_api::create_thing(&configuration).await?;
Ok(String::new())
