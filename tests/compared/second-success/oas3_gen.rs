let client = Api::with_base_url(base)?;
match client.create_thing(CreateThingRequest {}).await? {
    ApiResponse::Accepted(JobOrThing::Job(job)) => Ok(job.job),
    _ => Ok(String::new()),
}
