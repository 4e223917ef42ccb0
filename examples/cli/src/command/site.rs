//! `ifilm site`: runs the practice site on free ports. It takes commands on standard input.

use ifilm_site::{Sections, Site, SiteConfig, serve_lines};

use crate::arguments::{self, NewsForm};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::signal;

/// The category under which the practice site lists its news. Any number would do.
const CATEGORY: u32 = 1;

pub(crate) fn run(arguments: &arguments::Site) -> Result<Ended, Failure> {
    let config = SiteConfig {
        seed: arguments.seed,
        tls: arguments.tls,
        news: news(arguments.news),
        sections: arguments.sections.then(Sections::default),
        mirrors: arguments.mirrors,
        send_buffer: arguments.send_buffer,
        ..SiteConfig::default()
    };
    let site = Site::start(config).map_err(|cause| Failure::Other(cause.to_string()))?;
    let folder = tempfile::Builder::new().prefix("ifilm-site-").tempdir()?;
    signal::remove_when_ended(folder.path().to_owned())?;
    serve_lines(site, folder.path(), std::io::stdin().lock(), std::io::stdout())
        .map_err(|cause| Failure::Other(cause.to_string()))?;
    Ok(Ended::Well)
}

fn news(form: NewsForm) -> ifilm_site::NewsForm {
    match form {
        NewsForm::Category => ifilm_site::NewsForm::Category(CATEGORY),
        NewsForm::Index => ifilm_site::NewsForm::Index,
        NewsForm::Home => ifilm_site::NewsForm::HomeLinks,
    }
}
