// By hand: the scheme is not known.
let mut headers = reqwest::header::HeaderMap::new();
headers.insert("x-api-key", "s3cr3t".parse()?);
let http = reqwest::Client::builder().default_headers(headers).build()?;
Client::new_with_client(base, http).count_orders().await?;
Ok(String::new())
