//! Large files go up in several requests, and on where they were cut off.

mod store;

use crate::memory::peak;
use crate::setup::{TOKEN, client, run, serve};
use graph_tests::server::{Answer, Fault, Server};
use meta_graph::blocking::wait;
use meta_graph::v26_0::models::{ReelUploadPhase, UploadFileType};
use meta_graph::v26_0::{app, page};
use meta_graph::{
    BuildErrorKind, Client, ClientBuilder, Content, Error, Recovery, Request, Retry, Upload, UploadErrorKind,
    UploadPosition,
};
use std::io::{BufWriter, Cursor, Write as _};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use store::{Store, byte_at};

/// The length of the large file, in bytes.
const LENGTH: u64 = 300_000_000;

/// The most that the process which sends it may hold in memory, in KiB.
const MEMORY: u64 = 32 << 10;

/// Tells the second process of the test what to do: the way, the URL of the server and the path of the file.
const VARIABLE: &str = "META_GRAPH_LARGE_FILE";

fn builder(url: &str) -> ClientBuilder {
    Client::builder().access_token(TOKEN).base_url(url).retry(Retry::standard().base_delay(Duration::ZERO))
}

fn begin(length: u64) -> app::uploads::Create {
    app::uploads::create("7", "film.mp4", length, UploadFileType::VideoMp4)
}

fn film() -> page::videos::Create {
    page::videos::create("12").title("A film").published(false)
}

fn reel() -> page::video_reels::Create {
    page::video_reels::create("12", ReelUploadPhase::Finish).title("A reel")
}

/// The content, and how far it was told to be sent, which never goes back.
fn watched(content: Content) -> (Content, Arc<Mutex<u64>>) {
    let sent = Arc::new(Mutex::new(0));
    let seen = Arc::clone(&sent);
    let length = content.length();
    let content = content.on_progress(move |progress| {
        let mut sent = sent.lock().unwrap();
        assert!(progress.sent > *sent && progress.total == length, "{progress:?} after {sent}");
        *sent = progress.sent;
    });
    (content, seen)
}

/// Sends the file in one of the ways, and gives what it was told to have sent.
fn send(way: &str, url: &str, path: &Path) -> (String, u64) {
    let (content, sent) = watched(Content::from_path(path).unwrap());
    let length = content.length().unwrap();
    let id = match way {
        "resumable" => {
            run(Upload::resumable(begin(length), content).send(&builder(url).build().unwrap())).unwrap().id
        }
        "phases" => {
            let client = builder(url).blocking().build().unwrap();
            wait(Upload::in_phases(film(), content).send(&client)).unwrap().id
        }
        _ => run(Upload::hosted(reel(), content).send(&builder(url).build().unwrap())).unwrap().id,
    };
    let sent = *sent.lock().unwrap();
    (id, sent)
}

/// Writes the large file.
fn write(path: &Path) {
    let mut file = BufWriter::new(std::fs::File::create(path).unwrap());
    let (mut at, step) = (0, 64 << 10);
    while at < LENGTH {
        let length = step.min(LENGTH - at);
        file.write_all(&vec![byte_at(at); usize::try_from(length).unwrap()]).unwrap();
        at += length;
    }
    file.flush().unwrap();
}

/// Has a second process send the file through three cuts, and looks at its memory.
#[allow(clippy::print_stdout, reason = "it tells the first process what came of it, and people the figures")]
fn through_three_cuts(way: &str, test: &str, id: &str, most_twice: u64) {
    if let Ok(task) = std::env::var(VARIABLE) {
        let [way, url, path] = task.split('|').collect::<Vec<_>>().try_into().unwrap();
        let (id, sent) = send(way, url, Path::new(path));
        println!("{id}|{sent}|{}|", peak().unwrap_or_default());
        return;
    }
    if peak().is_none() {
        println!("left out: this system does not tell how much memory a process takes");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("film.mp4");
    write(&path);
    let store = Store::start(LENGTH, [LENGTH / 4, LENGTH / 2, LENGTH - 1]);
    let output = Command::new(std::env::current_exe().unwrap())
        .args([test, "--exact", "--nocapture"])
        .env(VARIABLE, format!("{way}|{}|{}", store.url, path.display()))
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    let line = text.lines().find(|line| line.contains('|')).unwrap();
    let words: Vec<&str> = line.split('|').collect();
    assert!(words[0].ends_with(id) && words[1] == LENGTH.to_string(), "{line}");
    let memory: u64 = words[2].parse().unwrap();
    assert!(memory < MEMORY, "the process has held {memory} KiB");
    let state = store.state();
    assert_eq!((state.cut, state.stored, &state.faults), (3, LENGTH, &Vec::new()), "{:?}", state.steps);
    let twice = state.received - LENGTH;
    assert!(twice <= most_twice, "{twice} bytes have come twice");
    println!("{way}: at most {memory} KiB, {twice} bytes twice");
}

#[test]
fn a_large_file_resumes_after_three_cuts() {
    through_three_cuts("resumable", "large::a_large_file_resumes_after_three_cuts", "2:handle", 0);
}

/// The part of a chunk that has come is not kept, so that three chunks come in part twice.
#[test]
fn a_large_video_goes_on_after_three_cuts() {
    through_three_cuts("phases", "large::a_large_video_goes_on_after_three_cuts", "42", 3 * (8 << 20));
}

#[test]
fn a_reel_goes_on_after_three_cuts() {
    through_three_cuts("hosted", "large::a_reel_goes_on_after_three_cuts", "42", 0);
}

/// The id of a session is a path and a query of its own, and neither is encoded again.
#[test]
fn a_resumable_upload_gives_the_handle() {
    let server = serve([
        Answer::json(r#"{"id":"upload:MTphdHRh=?sig=ARZ-b_c"}"#),
        Answer::json("{}").fault(Fault::NoAnswer),
        Answer::json(r#"{"id":"upload:MTphdHRh=?sig=ARZ-b_c","file_offset":"2"}"#),
        Answer::json(r#"{"h":"2:c2FtcGxl"}"#),
    ]);
    let uploaded =
        run(Upload::resumable(begin(3), "abc").send(&builder(&server.url()).build().unwrap())).unwrap();
    assert_eq!(uploaded.id, "2:c2FtcGxl");
    let sent: Vec<_> = server.requests().into_iter().skip(1).collect();
    assert!(sent.iter().all(|sent| sent.target == "/v26.0/upload:MTphdHRh=?sig=ARZ-b_c"), "{sent:?}");
    let oauth = format!("OAuth {TOKEN}");
    assert!(sent.iter().all(|sent| sent.header("authorization") == Some(&oauth)), "{sent:?}");
    let steps: Vec<_> = sent
        .iter()
        .map(|sent| (sent.method.as_str(), sent.header("file_offset").unwrap_or("-"), sent.text()))
        .collect();
    assert_eq!(
        steps,
        [("POST", "0", "abc".to_owned()), ("GET", "-", String::new()), ("POST", "2", "c".to_owned())]
    );
}

/// The positions that an upload told which ended in an error, as another process reads them.
fn cut_off<R: Request>(server: &Server, upload: Upload<R>) -> Vec<UploadPosition> {
    let told = Arc::new(Mutex::new(Vec::new()));
    let teller = Arc::clone(&told);
    let upload = upload.on_position(move |position| {
        assert!(!format!("{position:?}").contains("41"), "{position:?}");
        teller.lock().unwrap().push(serde_json::to_string(position).unwrap());
    });
    let client = Client::builder().access_token(TOKEN).base_url(server.url()).retry(Retry::none());
    assert!(run(upload.send(&client.build().unwrap())).is_err());
    let told = told.lock().unwrap();
    told.iter().map(|text| serde_json::from_str(text).unwrap()).collect()
}

fn sent_of(positions: &[UploadPosition]) -> Vec<u64> {
    positions.iter().map(UploadPosition::sent).collect()
}

#[test]
fn another_process_goes_on_with_a_resumable_upload() {
    let server = serve([
        Answer::json(r#"{"id":"upload:41?sig=b"}"#),
        Answer::json("{}").fault(Fault::NoAnswer),
        Answer::json(r#"{"id":"upload:41?sig=b","file_offset":"2"}"#),
        Answer::json(r#"{"h":"2:c2FtcGxl"}"#),
    ]);
    let mut told = cut_off(&server, Upload::resumable(begin(3), "abc"));
    assert_eq!((sent_of(&told), told[0].length()), (vec![0], 3));
    let upload = Upload::resumable(begin(3), "abc").resume_from(told.remove(0));
    let uploaded = run(upload.send(&client(&server))).unwrap();
    assert_eq!((uploaded.id.as_str(), uploaded.response.id.as_str()), ("2:c2FtcGxl", "upload:41?sig=b"));
    let sent = server.requests();
    assert_eq!((sent[3].target.as_str(), sent[3].text()), ("/v26.0/upload:41?sig=b", "c".to_owned()));
}

#[test]
fn another_process_goes_on_with_a_video() {
    let wrong = r#"{"error":{"message":"m","code":6000,"error_subcode":1363037,
        "error_data":"{\"start_offset\":\"4\",\"end_offset\":\"6\"}"}}"#;
    let server = serve([
        Answer::json(r#"{"upload_session_id":41,"video_id":"42","start_offset":"0","end_offset":"2"}"#),
        Answer::json(r#"{"start_offset":"2","end_offset":"4"}"#),
        Answer::json("{}").fault(Fault::NoAnswer),
        Answer::json(wrong).with_status(400),
        Answer::json(r#"{"start_offset":"6","end_offset":"6"}"#),
        Answer::json(r#"{"success":true}"#),
    ]);
    let told = cut_off(&server, Upload::in_phases(film(), "abcdef"));
    assert_eq!(sent_of(&told), [0, 2]);
    let upload = Upload::in_phases(film(), "abcdef").resume_from(told[1].clone());
    assert_eq!(run(upload.send(&client(&server))).unwrap().id, "42");
    let sent: Vec<_> = server.requests().into_iter().skip(3).map(|sent| sent.text()).collect();
    assert!(sent[0].contains("\r\n\r\ncd\r\n") && sent[1].contains("\r\n\r\nef\r\n"), "{sent:?}");
    assert!(sent[2].ends_with("upload_phase=finish&upload_session_id=41"), "{sent:?}");
    for other in [Upload::in_phases(film(), "abc"), Upload::hosted(film(), "abcdef")] {
        let error = run(other.resume_from(told[0].clone()).send(&client(&server))).unwrap_err();
        let Error::Upload(upload) = &error else { panic!("{error}") };
        assert_eq!((upload.kind(), error.recovery()), (UploadErrorKind::OtherUpload, Recovery::FixRequest));
    }
    assert!(serde_json::from_str::<UploadPosition>(r#"[7,"41","",[0,1],1]"#).is_err());
}

#[test]
fn another_process_goes_on_with_a_reel() {
    let server = serve([
        Answer::json(
            r#"{"video_id":"42","upload_url":"https://rupload.facebook.com/video-upload/v26.0/41"}"#,
        ),
        Answer::json("{}").fault(Fault::NoAnswer),
        Answer::json(r#"{"status":{"uploading_phase":{"bytes_transferred":1}}}"#),
        Answer::json(r#"{"success":true}"#),
        Answer::json(r#"{"success":true,"post_id":"12_9"}"#),
    ]);
    let told = cut_off(&server, Upload::hosted(reel(), "abc"));
    let upload = Upload::hosted(reel(), "abc").resume_from(told[0].clone());
    assert_eq!(run(upload.send(&client(&server))).unwrap().id, "42");
    let sent = server.requests();
    assert_eq!((sent[3].target.as_str(), sent[3].text()), ("/video-upload/v26.0/41", "bc".to_owned()));
}

#[test]
fn the_server_says_which_part_of_a_video_comes_next() {
    let range = |start: u32, end: u32| format!(r#"{{"start_offset":"{start}","end_offset":"{end}"}}"#);
    let wrong = r#"{"error":{"message":"m","code":6000,"error_subcode":1363037,
        "error_data":"{\"start_offset\":\"4\",\"end_offset\":\"6\"}"}}"#;
    let fault = r#"{"error":{"message":"m","code":6000,"error_subcode":1363030}}"#;
    let server = serve([
        Answer::json(r#"{"upload_session_id":41,"video_id":"42","start_offset":"0","end_offset":"2"}"#),
        Answer::json(range(2, 4)),
        Answer::json(wrong).with_status(400),
        Answer::json(fault).with_status(400),
        Answer::json(range(6, 6)),
        Answer::json(r#"{"success":true}"#),
    ]);
    let client = builder(&server.url()).build().unwrap();
    let uploaded = run(Upload::in_phases(film(), "abcdef").send(&client)).unwrap();
    assert_eq!((uploaded.id.as_str(), uploaded.response.success), ("42", Some(true)));
    let sent: Vec<_> = server.requests().into_iter().map(|sent| sent.text()).collect();
    assert_eq!(sent[0], "upload_phase=start&file_size=6");
    for (transfer, (start, chunk)) in sent[1..5].iter().zip([(0, "ab"), (2, "cd"), (4, "ef"), (4, "ef")]) {
        let start = format!("name=\"start_offset\"\r\n\r\n{start}\r\n");
        assert!(
            transfer.contains(&start) && transfer.contains(&format!("\r\n\r\n{chunk}\r\n")),
            "{transfer}"
        );
    }
    assert_eq!(sent[5], "title=A%20film&published=false&upload_phase=finish&upload_session_id=41");
}

#[test]
fn a_reel_goes_to_the_host_that_the_answer_names() {
    let server = serve([
        Answer::json(
            r#"{"video_id":"42","upload_url":"https://rupload.facebook.com/video-upload/v26.0/42"}"#,
        ),
        Answer::json(r#"{"success":true}"#),
        Answer::json(r#"{"success":true,"post_id":"12_9"}"#),
    ]);
    let uploaded = run(Upload::hosted(reel(), "abc").send(&client(&server))).unwrap();
    assert_eq!((uploaded.id.as_str(), uploaded.response.post_id.as_deref()), ("42", Some("12_9")));
    let sent = server.requests();
    assert_eq!(sent[1].target, "/video-upload/v26.0/42");
    assert_eq!((sent[1].header("offset"), sent[1].header("file_size")), (Some("0"), Some("3")));
    assert_eq!(sent[2].text(), r#"{"upload_phase":"finish","title":"A reel","video_id":"42"}"#);
    let elsewhere = serve([Answer::json(r#"{"video_id":"42","upload_url":"https://evil.example/42"}"#)]);
    let error = run(Upload::hosted(reel(), "abc").send(&client(&elsewhere))).unwrap_err();
    assert!(error.to_string().contains("does not name the host `https://evil.example`"), "{error}");
}

#[test]
fn a_server_that_asks_for_nonsense_is_an_error() {
    let start = |start: &str, end: &str| {
        format!(
            r#"{{"upload_session_id":"41","video_id":"42","start_offset":"{start}","end_offset":"{end}"}}"#
        )
    };
    let fails = |answers: Vec<String>, always: &str| {
        let server = serve(answers.into_iter().map(Answer::json));
        let always = Answer::json(always);
        server.answer_by(move |_| always.clone());
        let client = builder(&server.url()).build().unwrap();
        let error = run(Upload::in_phases(film(), "abc").send(&client)).unwrap_err();
        let Error::Upload(upload) = &error else { panic!("{error}") };
        (upload.kind(), error.recovery(), server.requests().len())
    };
    let beyond = UploadErrorKind::OutOfRange { start: 0, end: 9, length: 3 };
    assert_eq!(fails(vec![start("0", "9")], "{}"), (beyond, Recovery::Report, 1));
    let back = UploadErrorKind::OutOfRange { start: 3, end: 1, length: 3 };
    assert_eq!(fails(vec![start("3", "1")], "{}"), (back, Recovery::Report, 1));
    let lacks = UploadErrorKind::Lacks { member: "start_offset" };
    assert_eq!(fails(vec![start("0", "3")], "{}"), (lacks, Recovery::Report, 2));
    let again = UploadErrorKind::NoProgress { offset: 0 };
    let same = r#"{"start_offset":0,"end_offset":3}"#;
    assert_eq!(fails(vec![start("0", "3")], same), (again, Recovery::RetryLater, 12));
    let server = serve([Answer::json(r#"{"id":"upload:a?sig=b"}"#), Answer::status(500)]);
    server.answer_by(|_| Answer::json(r#"{"file_offset":"4"}"#));
    let error = run(Upload::resumable(begin(3), "abc").send(&builder(&server.url()).build().unwrap()));
    let beyond = UploadErrorKind::OutOfRange { start: 4, end: 3, length: 3 };
    assert!(matches!(error, Err(Error::Upload(error)) if error.kind() == beyond));
}

#[test]
fn an_upload_tries_as_often_as_the_policy_says() {
    let server = serve([Answer::json(r#"{"id":"upload:a?sig=b"}"#)]);
    server.answer_by(|request| match request.method.as_str() {
        "GET" => Answer::json(r#"{"file_offset":"0"}"#),
        _ => Answer::status(503),
    });
    let error =
        run(Upload::resumable(begin(3), "abc").send(&builder(&server.url()).build().unwrap())).unwrap_err();
    assert_eq!(error.status().unwrap(), 503);
    let posts = server.requests().iter().filter(|request| request.method == "POST").count();
    assert_eq!(posts, 1 + 3);
}

#[test]
fn what_can_be_read_once_is_no_upload() {
    let server = serve([]);
    let content = Content::from_reader(Cursor::new("abc")).with_length(3);
    let error = run(Upload::resumable(begin(3), content).send(&client(&server))).unwrap_err();
    assert!(
        matches!(&error, Error::Build(error) if *error.kind() == BuildErrorKind::NotResumable {}),
        "{error}"
    );
    assert_eq!(server.requests(), []);
}
