//! The still of an episode, which may be at several addresses.

use url::Url;

use super::picture::PictureFetch;
use crate::catalog::{Editions, StillPlace};
use crate::error::{Error, Result};
use crate::source::Wire;
use crate::store::{self, PictureHash};

impl PictureFetch<'_> {
    /// Fetches a picture as [`run`](Self::run) does. If it is a still for which the catalogue has several
    /// addresses, the next one is asked where the answer is that there is none. The form at which a still was
    /// found last is asked first.
    ///
    /// # Errors
    /// Those of `run`; [`Error::NotFound`] or [`Error::Gone`] if no address has it.
    pub(crate) async fn run_at_each(
        &self,
        address: &Url,
        editions: &Editions,
        wire: &mut Wire,
    ) -> Result<PictureHash> {
        let mut missing = None;
        for StillPlace { address: place, form } in self.places(address, editions).await? {
            let Ok(place) = Url::parse(&place) else { continue };
            match self.ask(&place, wire).await {
                Err(error @ (Error::NotFound(_) | Error::Gone(_))) => {
                    missing.get_or_insert(error);
                }
                answer => return self.keep(address, answer?, Some(form)).await,
            }
        }
        match missing {
            None => self.run(address, wire).await, // it is no still
            Some(error) => Err(error),
        }
    }

    async fn places(&self, address: &Url, editions: &Editions) -> Result<Vec<StillPlace>> {
        let mut places = editions.stills_at(address.as_str());
        if places.len() > 1 {
            let good = self.store.read(store::good_forms).await?;
            let rank = |place: &StillPlace| good.iter().position(|form| *form == place.form);
            places.sort_by_key(|place| rank(place).unwrap_or(usize::MAX));
        }
        Ok(places)
    }
}
