//! Pruning, the next start, and starts of older releases.

use std::collections::BTreeSet;

use ifilm_core::{Act, Item, Keep, Retention};

use crate::archive::{Name, Story};
use crate::cases::OF_COMMAND;
use crate::person::{Kind, SavedCopy, Value};
use crate::release::{FirstRelease, ReleaseBefore};
use crate::run::{Difference, Done, Run, YEARS};

/// So many of the newest articles go last.
const NEWEST: u32 = 30;

impl Run {
    /// Deletes to other limits, once.
    pub(crate) async fn prune(&mut self) -> Done {
        self.is_wide = true;
        if self.dice.percent(20) {
            return self.prune_all().await;
        }
        let most = self.dice.pick(&[1, 2, 4, 8]);
        self.note(format!("  to {most}"));
        let mut leaving = Vec::new();
        for edition in self.settings.editions.clone() {
            let listed = self.list(edition, 500).await?;
            leaving.push((edition, self.surplus(edition, &listed, most)));
        }
        let retention = Retention::default().with_each(Keep::of(most, YEARS));
        self.client.storage().prune_to(&retention).await?;
        for (edition, surplus) in leaving {
            match surplus {
                Some(surplus) => self.take_pruned(edition, &surplus),
                None => self.archive.squeeze(edition),
            }
            let names: Vec<Name> = self.archive.of(edition).map(|(name, _)| name).collect();
            names.into_iter().for_each(|name| self.archive.get_mut(name).may_come_again());
        }
        Ok(())
    }

    async fn prune_all(&mut self) -> Done {
        self.note("  to nothing".to_owned());
        self.client.storage().prune_to(&Retention::default().with_bytes(0)).await?;
        self.met("pruning left nothing");
        for edition in self.settings.editions.clone() {
            let all: BTreeSet<Name> = self.archive.of(edition).map(|(name, _)| name).collect();
            self.take_pruned(edition, &all);
        }
        Ok(())
    }

    fn take_pruned(&mut self, edition: &'static str, pruned: &BTreeSet<Name>) {
        let names: Vec<Name> = self.archive.of(edition).map(|(name, _)| name).collect();
        for name in names.into_iter().filter(|name| pruned.contains(name)) {
            let story = self.archive.get_mut(name);
            story.is_pruned |= !story.is_absent();
            story.leave();
        }
    }

    /// What is deleted of an edition to keep so many: read articles first, then the others, the oldest first;
    /// no saved one, and none of the newest. `None` if the cache may have more than its list.
    fn surplus(
        &mut self,
        edition: &'static str,
        listed: &[(Name, Item)],
        most: u32,
    ) -> Option<BTreeSet<Name>> {
        let is_sure = |story: &Story| story.is_listed() || story.is_absent() && !story.is_pruned;
        let is_certain = self.archive.of(edition).all(|(_, story)| is_sure(story))
            && listed
                .iter()
                .all(|(name, _)| self.archive.get(*name).has_text && !self.archive.get(*name).is_removed);
        if !is_certain {
            return None;
        }
        let newest = ((most / 2).clamp(1, NEWEST) - 1) as usize;
        let Some((_, newest)) = listed.get(newest) else { return Some(BTreeSet::new()) };
        let unsaved = listed.iter().filter(|(name, _)| self.person.copy(*name).is_none());
        let surplus = unsaved.clone().count().saturating_sub(most as usize);
        let older = unsaved.rev().filter(|(_, item)| item.published.at < newest.published.at);
        let older: Vec<Name> = older.map(|(name, _)| *name).collect();
        let (read, unread): (Vec<Name>, Vec<Name>) =
            older.into_iter().partition(|name| self.person.has(Kind::Read, *name));
        let chosen: BTreeSet<Name> = read.iter().chain(&unread).take(surplus).copied().collect();
        if surplus > 0 && !read.is_empty() && !unread.is_empty() {
            self.met("read articles were pruned first");
        }
        if surplus > 0 && listed.iter().any(|(name, _)| self.person.copy(*name).is_some()) {
            self.met("pruning left a saved article");
        }
        Some(chosen)
    }

    /// After a sync an edition has no more than its limit, but for saved articles and the newest.
    pub(crate) async fn keeps_to_its_limit(&mut self, edition: &'static str) -> Done {
        let Some(most) = self.settings.keep else { return Ok(()) };
        let listed = self.list(edition, 500).await?;
        let Some((_, newest)) = listed.get(((most / 2).clamp(1, NEWEST) - 1) as usize) else { return Ok(()) };
        let newest = newest.published.at;
        let unsaved = listed.iter().filter(|(name, _)| self.person.copy(*name).is_none());
        let older: Vec<&Item> =
            unsaved.clone().map(|(_, item)| item).filter(|item| item.published.at < newest).collect();
        let count = unsaved.count();
        for item in older {
            // Until a page comes, its date may be that of a picture from the archive.
            let article = self.client.library().article(&item.key).await?;
            if count > most as usize && ifilm_tests::blocks(&article).is_some() {
                return Err(Difference(format!("{edition} has {count} articles, {} too", item.key)));
            }
        }
        Ok(())
    }

    /// The next start.
    pub(crate) async fn reopen(&mut self) -> Done {
        self.is_wide = true;
        self.client.close().await?;
        self.client = self.open_client();
        Ok(())
    }

    /// The next start, without the cache.
    pub(crate) async fn lose_the_cache(&mut self) -> Done {
        self.is_wide = true;
        self.client.close().await?;
        for name in ["cache.db", "cache.db-wal", "cache.db-shm"] {
            let _ = std::fs::remove_file(self.data.path().join(name));
        }
        self.client = self.open_client();
        self.archive.lose();
        self.met("the cache was lost");
        Ok(())
    }

    /// The release whose `user.db` had version 2 runs, and then this one again.
    pub(crate) async fn first_release(&mut self) -> Done {
        if !self.data.path().join("user.db").exists() {
            return Ok(());
        }
        self.client.close().await?;
        let release = FirstRelease::open(self.data.path());
        for _ in 0..self.dice.pick(&[1, 2, 3]) {
            let (name, now) = (self.some_name(), self.now_ms());
            if self.dice.percent(50) {
                self.note(format!("  {}/{}: read", name.0, name.1));
                release.mark_read(name, now);
                if self.person.read_in_first_release(name, now) {
                    self.met("the first release read what was unread");
                }
            } else {
                self.note(format!("  {}/{}: unread", name.0, name.1));
                release.mark_unread(name);
                if self.person.unread_in_first_release(name) {
                    self.met("the first release deleted a read mark");
                }
            }
            self.advance_a_little();
        }
        drop(release);
        self.client = self.open_client();
        self.is_wide = true;
        Ok(())
    }

    /// The release before this one runs, and then this one again.
    pub(crate) async fn release_before(&mut self) -> Done {
        if !self.data.path().join("user.db").exists() {
            return Ok(());
        }
        let mut items = Vec::new();
        for _ in 0..self.dice.pick(&[1, 2, 3]) {
            items.extend(self.some_item().await?);
        }
        self.client.close().await?;
        let mut release = ReleaseBefore::open(self.data.path(), &self.site.catalog_json());
        for (name, item) in items {
            self.act_of_release_before(&mut release, name, &item);
            self.advance_a_little();
        }
        drop(release);
        self.client = self.open_client();
        self.is_wide = true;
        Ok(())
    }

    fn act_of_release_before(&mut self, release: &mut ReleaseBefore, name: Name, item: &Item) {
        let now = self.now_ms();
        let read = self.person.mark(Kind::Read, name).map(|mark| (mark.value.is_some(), mark.at));
        let is_new = self.person.mark(Kind::Saved, name).is_none();
        let (act, mark) = match (self.dice.below(3), read) {
            (0, None) => {
                release.mark_read(name, now);
                (Act::MarkRead, (Kind::Read, name, Some(Value::Read)))
            }
            (0, Some((true, read_at))) => {
                release.mark_unread(name, read_at, now);
                (Act::MarkUnread, (Kind::Read, name, None))
            }
            (1, _) if is_new => {
                release.save(name, item, now);
                self.met("the release before saved an article");
                let copy =
                    SavedCopy { saved_at: now, oldest: self.archive.get(name).oldest, has_text: false };
                (Act::Save, (Kind::Saved, name, Some(Value::Saved(copy))))
            }
            _ => {
                release.note_opened(name, &item.title, now);
                let story = self.archive.get(name);
                let titles = story.oldest..story.versions.len();
                self.person.note(Kind::Opened, name, Some(Value::Opened { at: now, titles }), now);
                return self.note(format!("  {}/{}: opened", name.0, name.1));
            }
        };
        if mark.0 == Kind::Read && release.has_command() {
            self.met(OF_COMMAND);
        }
        self.note(format!("  {}/{}: {act:?}", name.0, name.1));
        self.steps_of_release_before.insert(now);
        self.person.act(act, [mark], now);
    }

    fn advance_a_little(&mut self) {
        self.advance(std::time::Duration::from_secs(1));
    }
}
