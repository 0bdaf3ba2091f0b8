//! Photos, and the ways in which files are uploaded.

use crate::setup::{TOKEN, client, only, run, sent_json, serve, serve_json};
use graph_tests::server::Answer;
use meta_graph::v26_0::models::{PhotoFilter, ReelUploadPhase, UploadFileType, VideoState, VideoUploadPhase};
use meta_graph::v26_0::page::{photo_stories, photos, picture, video_reels, videos};
use meta_graph::v26_0::{app, live_video, raw, upload, video, video_upload};
use meta_graph::{Client, File};
use serde_json::json;

#[test]
fn a_photo_is_uploaded_as_a_file_or_by_its_url() {
    let server = serve([Answer::json(r#"{"id":"31","post_id":"12_31"}"#), Answer::json(r#"{"id":"32"}"#)]);
    let client = client(&server);
    run(async {
        let file = File::new("bread.jpg", "image/jpeg", &b"\xff\xd8\xff"[..]);
        let published =
            photos::create("12").caption("Bun").source(file).caption("Bread").send(&client).await.unwrap();
        assert_eq!(published.post_id.as_deref(), Some("12_31"));
        let url = "https://bakery.example/bread.jpg";
        let unpublished = photos::create("12").url(url).published(false).send(&client).await.unwrap();
        assert_eq!((unpublished.id.as_str(), unpublished.post_id), ("32", None));
    });
    let requests = server.requests();
    let sent: Vec<String> =
        requests.iter().map(|request| String::from_utf8_lossy(&request.body).into_owned()).collect();
    assert!(sent[0].contains("name=\"source\"; filename=\"bread.jpg\"\r\n"), "{}", sent[0]);
    assert!(sent[0].contains("name=\"caption\"\r\n\r\nBread\r\n"), "{}", sent[0]);
    assert_eq!(
        sent_json(&requests[1]),
        json!({"url": "https://bakery.example/bread.jpg", "published": false})
    );
}

#[test]
fn photos_are_filtered() {
    let server = serve_json(
        r#"{"data":[{"id":"31","images":[{"height":720,"width":960,"source":"https://x.example/1"}]}]}"#,
    );
    let page = run(photos::list("12").r#type(PhotoFilter::Uploaded).send(&client(&server))).unwrap();
    assert_eq!(page.data[0].images.as_ref().unwrap()[0].height, Some(720));
    assert_eq!(only(&server).target, "/v26.0/12/photos?type=uploaded");
}

#[test]
fn the_picture_is_one_object() {
    let server = serve_json(
        r#"{"data":{"height":50,"width":50,"is_silhouette":false,"url":"https://x.example/1","cache_key":"AbC"}}"#,
    );
    let answer = run(picture::get("12").height(50).send(&client(&server))).unwrap();
    assert_eq!(answer.data.unwrap().url.as_deref(), Some("https://x.example/1"));
    assert_eq!(only(&server).target, "/v26.0/12/picture?redirect=false&height=50");
}

/// Offsets are texts in the answers, and numbers in the type.
#[test]
fn a_video_goes_up_in_phases() {
    let server = serve([
        Answer::json(r#"{"upload_session_id":"41","video_id":"42","start_offset":"0","end_offset":"3"}"#),
        Answer::json(r#"{"start_offset":"3","end_offset":"3"}"#),
        Answer::json(r#"{"success":true}"#),
    ]);
    let client = client(&server);
    run(async {
        let start =
            videos::create("12").upload_phase(VideoUploadPhase::Start).file_size(3).send(&client).await;
        let start = start.unwrap();
        assert_eq!((start.start_offset, start.end_offset), (Some(0), Some(3)));
        let session = start.upload_session_id.unwrap();
        let transfer = videos::create("12")
            .upload_phase(VideoUploadPhase::Transfer)
            .upload_session_id(&session)
            .start_offset(0)
            .video_file_chunk(File::new("chunk", "application/octet-stream", "abc"));
        let next = transfer.send(&client).await.unwrap();
        assert_eq!(next.start_offset, next.end_offset);
        let finish = videos::create("12").upload_phase(VideoUploadPhase::Finish).upload_session_id(session);
        assert_eq!(finish.title("Bread").send(&client).await.unwrap().success, Some(true));
    });
    assert!(server.requests().iter().all(|request| request.target == "/v26.0/12/videos"));
}

/// Without a base URL of its own, a client sends each request to the host that the document names.
#[test]
fn videos_and_reels_have_hosts_of_their_own() {
    let url = |request: http::Request<bytes::Bytes>| request.uri().to_string();
    let client = crate::setup::offline();
    let video = videos::create("12").file_url("https://bakery.example/bread.mp4");
    assert_eq!(url(client.http_request(&video).unwrap()), "https://graph-video.facebook.com/v26.0/12/videos");
    let bytes = client.http_request(&video_upload::update("42", 0, 3, "abc")).unwrap();
    assert_eq!(bytes.headers()["authorization"], format!("OAuth {TOKEN}"));
    assert_eq!(
        (&bytes.headers()["offset"], &bytes.headers()["file_size"]),
        (&"0".parse().unwrap(), &"3".parse().unwrap())
    );
    assert_eq!(url(bytes), "https://rupload.facebook.com/video-upload/v26.0/42");
}

#[test]
fn a_reel_is_published_in_three_steps() {
    let server = serve([
        Answer::json(
            r#"{"video_id":"42","upload_url":"https://rupload.facebook.com/video-upload/v26.0/42"}"#,
        ),
        Answer::json(r#"{"success":true}"#),
        Answer::json(r#"{"success":true,"post_id":"12_43"}"#),
    ]);
    let client = client(&server);
    run(async {
        let start = video_reels::create("12", ReelUploadPhase::Start).send(&client).await.unwrap();
        let id = start.video_id.unwrap();
        video_upload::update(&id, 0, 3, "abc").send(&client).await.unwrap();
        let finish = video_reels::create("12", ReelUploadPhase::Finish).video_id(id);
        let finish = finish.video_state(VideoState::Published).description("Bread").send(&client).await;
        assert_eq!(finish.unwrap().post_id.as_deref(), Some("12_43"));
    });
    let requests = server.requests();
    assert_eq!(sent_json(&requests[0]), json!({"upload_phase": "start"}));
    assert_eq!(requests[1].body, b"abc");
    assert_eq!(
        sent_json(&requests[2]),
        json!({"upload_phase": "finish", "video_id": "42", "video_state": "PUBLISHED", "description": "Bread"})
    );
}

/// A story of a photo is the photo, which nobody sees yet, and its publication.
#[test]
fn a_photo_becomes_a_story() {
    let server =
        serve([Answer::json(r#"{"id":"31"}"#), Answer::json(r#"{"success":true,"post_id":"12_9"}"#)]);
    let client = client(&server);
    run(async {
        let file = File::new("bread.jpg", "image/jpeg", &b"\xff\xd8\xff"[..]);
        let photo = photos::create("12").source(file).published(false).send(&client).await.unwrap();
        let story = photo_stories::create("12", photo.id).send(&client).await.unwrap();
        assert_eq!((story.success, story.post_id.as_deref()), (Some(true), Some("12_9")));
    });
    let requests = server.requests();
    assert!(requests[0].header("content-type").unwrap().starts_with("multipart/form-data"));
    let part = "name=\"published\"\r\n\r\nfalse\r\n";
    assert!(requests[0].body.windows(part.len()).any(|window| window == part.as_bytes()));
    assert_eq!(requests[1].path(), "/v26.0/12/photo_stories");
    assert_eq!(sent_json(&requests[1]), json!({"photo_id": "31"}));
}

/// The ID of an upload is a piece of a URL, with a signature in its query.
#[test]
fn a_file_is_uploaded_under_the_id_of_its_session() {
    let server = serve([
        Answer::json(r#"{"id":"upload:MTphd?sig=ARZq"}"#),
        Answer::json(r#"{"id":"upload:MTphd?sig=ARZq","file_offset":"2"}"#),
        Answer::json(r#"{"h":"2:c2Ft"}"#),
    ]);
    let client = client(&server);
    run(async {
        let begin = app::uploads::create("7", "bread.mp4", 3, UploadFileType::VideoMp4);
        assert_eq!(begin.send(&client).await.unwrap().id, "upload:MTphd?sig=ARZq");
        let state = upload::get("upload:MTphd?sig=ARZq").send(&client).await.unwrap();
        assert_eq!(state.file_offset, Some(2));
        let handle = upload::update("upload:MTphd?sig=ARZq", 2, "c").send(&client).await.unwrap();
        assert_eq!(handle.h, "2:c2Ft");
    });
    let requests = server.requests();
    assert_eq!(requests[2].target, "/v26.0/upload:MTphd?sig=ARZq");
    assert_eq!(requests[2].header("authorization"), Some(format!("OAuth {TOKEN}").as_str()));
    assert_eq!((requests[2].header("file_offset"), requests[2].body.as_slice()), (Some("2"), &b"c"[..]));
}

/// Nothing but a signature gets out of the path.
#[test]
fn the_id_of_an_upload_adds_no_other_parameter() {
    let client = Client::builder().access_token(TOKEN).build().unwrap();
    let target = |request: &dyn Fn() -> http::Uri| request().path_and_query().unwrap().to_string();
    for (id, expected) in [
        ("upload:MTphd", "/v26.0/upload:MTphd"),
        ("MTphd", "/v26.0/upload:MTphd"),
        ("upload:MTphd=?sig=A-_q", "/v26.0/upload:MTphd=?sig=A-_q"),
        ("upload:a?sig=b&access_token=c", "/v26.0/upload:a%3Fsig=b&access_token=c"),
        ("upload:a?x=b", "/v26.0/upload:a%3Fx=b"),
        ("upload:a/../b?sig=c#d", "/v26.0/upload:a%2F..%2Fb?sig=c%23d"),
        ("a?sig=b", "/v26.0/upload:a%3Fsig=b"),
    ] {
        let built = || client.http_request(&upload::get(id)).unwrap().uri().clone();
        assert_eq!(target(&built).replace("%3D", "=").replace("%26", "&"), expected);
        let raw = || client.http_request(&raw::get("/{id}").path("id", id)).unwrap().uri().clone();
        let expected =
            if id.starts_with("upload:") { expected.to_owned() } else { expected.replace("upload:", "") };
        assert_eq!(target(&raw).replace("%3A", ":").replace("%3D", "=").replace("%26", "&"), expected);
    }
    for id in ["upload:", "upload:?sig=a"] {
        assert!(client.http_request(&upload::get(id)).is_err(), "{id}");
    }
}

#[test]
fn the_status_of_a_video_says_how_far_it_is() {
    let server = serve_json(
        r#"{"status":{"video_status":"processing","processing_progress":40,
            "uploading_phase":{"status":"complete","bytes_transfered":3},
            "processing_phase":{"status":"in_progress","error":{"message":"none yet"}},
            "publishing_phase":{"status":"not_started","publish_time":1764547200}},"id":"42"}"#,
    );
    let video = run(video::get("42").fields([video::Field::Status]).send(&client(&server))).unwrap();
    let status = video.status.unwrap();
    assert_eq!(status.video_status.as_deref(), Some("processing"));
    assert_eq!(status.publishing_phase.unwrap().publish_time.unwrap().unix_seconds(), 1_764_547_200);
    assert_eq!(status.uploading_phase.unwrap().bytes_transfered, Some(3));
}

/// Whoever has the address of a stream can send, so it is not shown.
#[test]
fn the_address_of_a_stream_is_not_shown() {
    let body = r#"{"id":"51","secure_stream_url":"rtmps://live.example/rtmp/FB-51-key"}"#;
    let read = crate::setup::decode(&live_video::get("51"), 200, body).unwrap();
    assert!(read.secure_stream_url.is_some());
    assert!(!format!("{read:?}").contains("FB-51-key"), "{read:?}");
}
