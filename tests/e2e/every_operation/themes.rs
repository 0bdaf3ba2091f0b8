//! Every operation on what belongs to a Page, each with the least that it takes.

use super::Shown;
use meta_graph::File;
use meta_graph::v26_0::models::{FingerprintContentType, ReelUploadPhase, UploadFileType};
use meta_graph::v26_0::{
    album, app, comment, event, lead, leadgen_form, live_video, page, photo, post, upload, video,
    video_copyright, video_upload,
};
use serde_json::Value;

impl Shown {
    /// Drives all of them.
    pub(super) fn drive_themes(&mut self) {
        self.drive_reads();
        self.drive_writes();
        self.drive_posts();
        self.drive_photos();
        self.drive_videos();
        self.drive_uploads();
        self.drive_leads();
        self.drive_edges();
    }

    /// Everything that is read at a Page.
    fn drive_reads(&mut self) {
        self.drive(&page::ads_posts::list("1"));
        self.drive(&page::agencies::list("1"));
        self.drive(&page::albums::list("1"));
        self.drive(&page::assigned_users::list("1", "1"));
        self.drive(&page::businessprojects::list("1"));
        self.drive(&page::canvas_elements::list("1"));
        self.drive(&page::canvases::list("1"));
        self.drive(&page::chat_plugin::list("1"));
        self.drive(&page::commerce_orders::list("1"));
        self.drive(&page::crosspost_whitelisted_pages::list("1"));
        self.drive(&page::events::list("1"));
        self.drive(&page::feed::list("1"));
        self.drive(&page::global_brand_children::list("1"));
        self.drive(&page::image_copyrights::list("1"));
        self.drive(&page::indexed_videos::list("1"));
        self.drive(&page::insights::list("1"));
        self.drive(&page::instagram_accounts::list("1"));
        self.drive(&page::leadgen_forms::list("1"));
        self.drive(&page::live_videos::list("1"));
        self.drive(&page::locations::list("1"));
        self.drive(&page::media_fingerprints::list("1"));
        self.drive(&page::messaging_feature_review::list("1"));
        self.drive(&page::photos::list("1"));
        self.drive(&page::picture::get("1"));
        self.drive(&page::posts::list("1"));
        self.drive(&page::published_posts::list("1"));
        self.drive(&page::scheduled_posts::list("1"));
        self.drive(&page::settings::list("1"));
        self.drive(&page::shop_setup_status::list("1"));
        self.drive(&page::stories::list("1"));
        self.drive(&page::subscribed_apps::list("1"));
        self.drive(&page::tagged::list("1"));
        self.drive(&page::video_copyright_rules::list("1"));
        self.drive(&page::video_reels::list("1"));
        self.drive(&page::videos::list("1"));
    }

    /// Everything that is written at a Page.
    fn drive_writes(&mut self) {
        self.drive(&page::agencies::create("1", "1"));
        self.drive(&page::agencies::delete("1", "1"));
        self.drive(&page::canvas_elements::create("1"));
        self.drive(&page::canvases::create("1"));
        self.drive(&page::feed::create("1"));
        self.drive(&page::image_copyrights::create("1", "1", "1", ["x"]));
        self.drive(&page::leadgen_forms::create("1", "1", []));
        self.drive(&page::live_videos::create("1"));
        self.drive(&page::locations::create("1", 1));
        self.drive(&page::media_fingerprints::create("1", "1", FingerprintContentType::Songtrack, "1", []));
        self.drive(&page::photo_stories::create("1", "1"));
        self.drive(&page::photos::create("1"));
        self.drive(&page::picture::create("1"));
        self.drive(&page::settings::create("1"));
        self.drive(&page::subscribed_apps::delete("1"));
        self.drive(&page::video_copyright_rules::create("1", "1", []));
        self.drive(&page::video_copyrights::create("1", "1"));
        self.drive(&page::video_reels::create("1", ReelUploadPhase::Start));
        self.drive(&page::video_stories::create("1", ReelUploadPhase::Start));
        self.drive(&page::videos::create("1"));
    }

    /// Posts, comments and events.
    fn drive_posts(&mut self) {
        self.drive(&comment::comments::create("1"));
        self.drive(&comment::comments::list("1"));
        self.drive(&comment::delete("1"));
        self.drive(&comment::get("1"));
        self.drive(&comment::likes::create("1"));
        self.drive(&comment::likes::delete("1"));
        self.drive(&comment::likes::list("1"));
        self.drive(&comment::reactions::list("1"));
        self.drive(&comment::update("1"));
        self.drive(&event::get("1"));
        self.drive(&event::roles::list("1"));
        self.drive(&event::ticket_tiers::list("1"));
        self.drive(&post::attachments::list("1"));
        self.drive(&post::comments::create("1"));
        self.drive(&post::comments::list("1"));
        self.drive(&post::delete("1"));
        self.drive(&post::get("1"));
        self.drive(&post::insights::list("1"));
        self.drive(&post::likes::create("1"));
        self.drive(&post::likes::delete("1"));
        self.drive(&post::likes::list("1"));
        self.drive(&post::reactions::list("1"));
        self.drive(&post::sharedposts::list("1"));
        self.drive(&post::update("1"));
    }

    /// Photos and albums.
    fn drive_photos(&mut self) {
        self.drive(&album::comments::create("1"));
        self.drive(&album::comments::list("1"));
        self.drive(&album::get("1"));
        self.drive(&album::likes::create("1"));
        self.drive(&album::likes::list("1"));
        self.drive(&album::photos::create("1"));
        self.drive(&album::photos::list("1"));
        self.drive(&album::picture::get("1"));
        self.drive(&photo::comments::create("1"));
        self.drive(&photo::comments::list("1"));
        self.drive(&photo::delete("1"));
        self.drive(&photo::get("1"));
        self.drive(&photo::insights::list("1"));
        self.drive(&photo::likes::create("1"));
        self.drive(&photo::likes::list("1"));
    }

    /// Videos and live videos.
    fn drive_videos(&mut self) {
        self.drive(&live_video::comments::list("1"));
        self.drive(&live_video::delete("1"));
        self.drive(&live_video::errors::list("1"));
        self.drive(&live_video::get("1"));
        self.drive(&live_video::input_streams::create("1"));
        self.drive(&live_video::reactions::list("1"));
        self.drive(&live_video::update("1"));
        self.drive(&video::captions::create("1"));
        self.drive(&video::captions::list("1"));
        self.drive(&video::comments::create("1"));
        self.drive(&video::comments::list("1"));
        self.drive(&video::crosspost_shared_pages::list("1"));
        self.drive(&video::delete("1"));
        self.drive(&video::get("1"));
        self.drive(&video::likes::create("1"));
        self.drive(&video::likes::list("1"));
        self.drive(&video::thumbnails::create("1", image()));
        self.drive(&video::thumbnails::list("1"));
        self.drive(&video::update("1"));
        self.drive(&video::video_insights::list("1"));
    }

    /// The bytes of files.
    fn drive_uploads(&mut self) {
        self.drive(&app::uploads::create("1", "1", 1, UploadFileType::ApplicationPdf));
        self.drive(&upload::get("1"));
        self.drive(&upload::update("1", 1, "x"));
        self.drive(&video_upload::update("1", 1, 1, "x"));
    }

    /// Leads, and what is protected.
    fn drive_leads(&mut self) {
        self.drive(&lead::delete("1"));
        self.drive(&lead::get("1"));
        self.drive(&leadgen_form::get("1"));
        self.drive(&leadgen_form::leads::list("1"));
        self.drive(&leadgen_form::test_leads::create("1"));
        self.drive(&leadgen_form::test_leads::list("1"));
        self.drive(&leadgen_form::update("1"));
        self.drive(&video_copyright::get("1"));
    }

    /// The edges of the nodes, into a type of the caller's.
    fn drive_edges(&mut self) {
        self.drive(&album::edge::<Value>("1", album::Edge::Custom("x".to_owned())));
        self.drive(&comment::edge::<Value>("1", comment::Edge::Custom("x".to_owned())));
        self.drive(&event::edge::<Value>("1", event::Edge::Custom("x".to_owned())));
        self.drive(&leadgen_form::edge::<Value>("1", leadgen_form::Edge::Custom("x".to_owned())));
        self.drive(&live_video::edge::<Value>("1", live_video::Edge::Custom("x".to_owned())));
        self.drive(&photo::edge::<Value>("1", photo::Edge::Custom("x".to_owned())));
        self.drive(&post::edge::<Value>("1", post::Edge::Custom("x".to_owned())));
        self.drive(&video::edge::<Value>("1", video::Edge::Custom("x".to_owned())));
    }
}

fn image() -> File {
    File::new("a.png", "image/png", "x")
}
