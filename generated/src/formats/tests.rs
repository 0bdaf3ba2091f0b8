//! What each format reads, refuses and writes.

use super::{Base64, Base64Url, Date, IsoDuration, TimeOfDay, Uuid};
use crate::runtime::timestamp::Timestamp;
use crate::runtime::wire::{Decode, Encode, Mode, Object};
use serde_json::json;
use std::fmt::Display;
use std::str::FromStr;
use std::time::Duration;

/// Each text is read, and written as it was.
fn keeps<T: FromStr + Display>(texts: &[&str]) {
    for text in texts {
        let read = T::from_str(text).ok().map(|read| read.to_string());
        assert_eq!(read.as_deref(), Some(*text));
    }
}

fn refuses<T: FromStr>(texts: &[&str]) {
    for text in texts {
        assert!(T::from_str(text).is_err(), "{text}");
    }
}

#[test]
fn dates() {
    keeps::<Date>(&[
        "2021-04-30",
        "0000-01-01",
        "2024-02-29",
        "2021-04-30T00:00:00",
        "2021-04-30T10:00:00.5+02:00",
    ]);
    refuses::<Date>(&[
        "",
        "2021",
        "2021-4-30",
        "2023-02-29",
        "2021-13-01",
        "2021-04-00",
        "2021-04-30x",
        "04/30/2021",
    ]);
    let date: Date = "2021-04-30T00:00:00".parse().unwrap();
    assert_eq!((date.year(), date.month(), date.day()), (2021, 4, 30));
    assert_eq!(date, Date::new(2021, 4, 30).unwrap());
    assert!(date < Date::new(2021, 5, 1).unwrap() && Date::new(2021, 2, 29).is_err());
}

#[test]
fn times_of_the_day() {
    keeps::<TimeOfDay>(&["13:45:30Z", "13:45", "13:45:30", "23:59:60Z", "13:45:30.25+02:00"]);
    refuses::<TimeOfDay>(&["", "13", "24:00", "13:60", "1:45 pm", "13:45:", "13:45:30 "]);
    let time: TimeOfDay = "13:45:30.25-02:30".parse().unwrap();
    assert_eq!((time.hour(), time.minute(), time.second()), (13, 45, 30));
    assert_eq!((time.subsec_nanos(), time.offset_seconds()), (250_000_000, Some(-9_000)));
}

#[test]
fn durations() {
    keeps::<IsoDuration>(&["01:00:00", "1.02:03:04.5"]);
    assert_eq!(
        "1.02:03:04.5".parse::<IsoDuration>().unwrap().to_std(),
        Some(Duration::from_millis(93_784_500))
    );
    refuses::<IsoDuration>(&["01:00", "1:2:", "1.5:00:00:00", "a:b:c"]);
    keeps::<IsoDuration>(&["P3DT12H", "PT0.5S", "P1Y2M", "P2W", "-PT5M", "PT1,5H"]);
    refuses::<IsoDuration>(&[
        "", "P", "PT", "P1H", "PT1D", "P1D2Y", "1h30m", "PT1.5H3S", "P.5D", "PT1S2M", "P1DT",
    ]);
    let length = |text: &str| text.parse::<IsoDuration>().unwrap().to_std();
    assert_eq!(length("P1DT1H1M1.5S"), Some(Duration::from_millis(90_061_500)));
    assert_eq!(length("PT1,5H"), Some(Duration::from_secs(5_400)));
    assert_eq!((length("P1M"), length("-PT1S"), length("P99999999999999999999D")), (None, None, None));
    assert_eq!(IsoDuration::from(Duration::from_millis(90_500)).as_str(), "PT90.5S");
    assert_eq!(IsoDuration::from(Duration::ZERO).as_str(), "PT0S");
}

#[test]
fn uuids() {
    let text = "67e55044-10b1-426f-9247-bb680e5fe0c8";
    keeps::<Uuid>(&[text, "67E55044-10B1-426F-9247-BB680E5FE0C8", "67e5504410b1426f9247bb680e5fe0c8"]);
    keeps::<Uuid>(&["2eb8aa08-AA98-11ea-B4Aa-73B441D16380", "67E5504410b1426f9247bb680e5fe0cA"]);
    refuses::<Uuid>(&[
        "",
        "67e55044",
        "67e55044-10b1-426f-9247-bb680e5fe0cg",
        "67e5504-410b1-426f-9247-bb680e5fe0c8",
    ]);
    refuses::<Uuid>(&["67e55044-10b1-426f-9247-bb680e5fe0\u{e9}8", "67e55044-10b1-426f-9247bb680e5fe0c88"]);
    let uuid: Uuid = text.to_uppercase().parse().unwrap();
    assert_eq!(uuid, Uuid::from(0x67e5_5044_10b1_426f_9247_bb68_0e5f_e0c8_u128));
}

#[test]
fn base64_in_both_alphabets() {
    keeps::<Base64>(&["", "Zm9v", "Zg==", "Zg", "_-8=", "/+8=", "Zm9v\nYmFy"]);
    refuses::<Base64>(&["Z", "Zm9v!", "Zm9vY"]);
    assert_eq!("_-8=".parse::<Base64>().unwrap(), Base64::new(vec![0xff, 0xef]));
    assert_eq!(Base64::from(&b"foo"[..]).encode(Mode::Request), json!("Zm9v"));
    keeps::<Base64Url>(&["", "Zm9v", "Zg==", "Zg", "_-8=", "_-8", "/+8=", "Zm9v\nYmFy"]);
    refuses::<Base64Url>(&["Z", "Zm9v!", "Zm9vY"]);
    let bytes = vec![0xff, 0xef];
    assert_eq!(Base64::new(bytes.clone()).encode(Mode::Request), json!("/+8="));
    assert_eq!(Base64Url::new(bytes.clone()).encode(Mode::Request), json!("_-8="));
    assert_eq!(Base64Url::unpadded(bytes.clone()).encode(Mode::Request), json!("_-8"));
    assert_eq!("/+8".parse::<Base64Url>().unwrap(), Base64Url::new(bytes));
}

#[test]
fn nothing_in_a_member_that_must_be_there_is_read_and_written_as_it_was() {
    fn reads<T: Decode + Encode>(text: &str) -> Option<T> {
        let mut object = Object::read(json!({"of": text, "maybe": text}), "Sample").unwrap();
        assert!(object.optional::<T>("maybe").is_none());
        let read = object.required::<T>("of").ok()?;
        assert_eq!(read.encode(Mode::Request), json!(text));
        Some(read)
    }
    for text in ["", "0000-00-00", "0000-00-00 00:00:00"] {
        let date = reads::<Date>(text).unwrap();
        assert_eq!((date.year(), date.month(), date.day()), (0, 0, 0));
        assert_eq!(reads::<Timestamp>(text).unwrap().unix_seconds(), -62_167_219_200);
    }
    assert_eq!(reads::<Uuid>("").unwrap(), Uuid::from(0));
    assert_eq!(reads::<IsoDuration>("").unwrap().to_std(), None);
    assert!(reads::<Uuid>("0000-00-00").is_none() && reads::<bool>("").is_none());
}

#[test]
fn text_in_another_format_is_an_error_that_does_not_show_it() {
    let error = Date::decode(json!("yesterday")).unwrap_err();
    assert_eq!(error.to_string(), "expected a date (YYYY-MM-DD), found a string of 9 bytes");
    assert!(Uuid::decode(json!(1)).is_err());
}
