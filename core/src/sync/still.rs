//! The still of an episode, which may be at several addresses.

use url::Url;

use super::picture::PictureFetch;
use crate::catalog::Editions;
use crate::error::{Error, Result};
use crate::source::Wire;
use crate::store::{self, Connection, PictureHash, TriedForms};

impl PictureFetch<'_> {
    /// Fetches a picture as [`run`](Self::run) does. If it is a still for which the catalogue has several
    /// addresses, the next one is asked where the answer is that there is none. A form at which nothing was
    /// found in the last day is tried last.
    ///
    /// # Errors
    /// Those of `run`; [`Error::NotFound`] or [`Error::Gone`] if no address has it.
    pub(crate) async fn run_at_each(
        &self,
        address: &Url,
        editions: &Editions,
        wire: &mut Wire,
    ) -> Result<PictureHash> {
        let (mut missing, mut tried) = (None, TriedForms::default());
        for place in self.places(address, editions).await? {
            let form = editions.media_form(&place);
            match self.ask(&place, wire).await {
                Err(error @ (Error::NotFound(_) | Error::Gone(_))) => {
                    missing.get_or_insert(error);
                    tried.dead.push(form);
                }
                answer => {
                    tried.good = Some(form);
                    return self.keep(address, answer?, tried).await;
                }
            }
        }
        match missing {
            None => self.run(address, wire).await, // it is no still
            Some(error) => Err(error),
        }
    }

    async fn places(&self, address: &Url, editions: &Editions) -> Result<Vec<Url>> {
        let (places, now) = (editions.stills_at(address.as_str()), self.clock.now());
        let dead = match places.len() {
            0 | 1 => Vec::new(),
            _ => self.store.read(move |connection: &Connection| store::dead_forms(connection, now)).await?,
        };
        let places = editions.dead_forms_last(places, &dead);
        Ok(places.iter().filter_map(|place| Url::parse(place).ok()).collect())
    }
}
