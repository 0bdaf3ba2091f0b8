let about = multipart::models::UploadFileAbout::new("notes");
let file = compared::File::new("notes.txt", "text/plain", "hello");
multipart::files::upload(about, file).send(client).await?;
Ok(String::new())
