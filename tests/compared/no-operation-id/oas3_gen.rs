let client = Api::with_base_url(base)?;
client.get_status(GetStatusRequest {}).await?;
Ok(String::new())
