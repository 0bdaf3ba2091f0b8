// By hand: another base for this function.
let client = Api::with_base_url(base.replace("/api", "/upload"))?;
client.start_upload(StartUploadRequest {}).await?;
Ok(String::new())
