use second_success::answers::CreateThingAnswer;
match second_success::things::create().send(client).await? {
    CreateThingAnswer::Accepted(job) => Ok(job.job),
    _ => Ok(String::new()),
}
