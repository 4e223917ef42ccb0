//! What a person does, and what of it is undone.

use ifilm_core::{Act, Item, ItemKey, Section};
use ifilm_tests::{blocks, edition};

use crate::archive::Name;
use crate::person::{Kind, Place, SavedCopy, Value};
use crate::run::{Difference, Done, Run};

pub(crate) fn key((id, number): Name) -> ItemKey {
    ItemKey::article(edition(id), number.to_string())
}

impl Run {
    /// An item that a list shows.
    pub(crate) async fn some_item(&mut self) -> Result<Option<(Name, Item)>, Difference> {
        let edition = self.some_edition();
        let items = self.list(edition, 500).await?;
        let place = self.dice.below(items.len().max(1) as u64) as usize;
        let item = items.into_iter().nth(place);
        Ok(item.map(|(name, item)| {
            self.note(format!("  {}/{}", name.0, name.1));
            (name, item)
        }))
    }

    fn act(&mut self, act: Act, marks: Vec<(Kind, Name, Option<Value>)>) {
        let now = self.now_ms();
        if self.person.act(act, marks, now) {
            self.met("the oldest act could not be undone any more");
        }
    }

    pub(crate) async fn read(&mut self) -> Done {
        // Also what no list shows can be marked.
        let name = match self.some_item().await? {
            Some((name, _)) if self.dice.percent(90) => name,
            _ => self.some_name(),
        };
        let read = self.dice.percent(65);
        self.client.user().mark_read(&key(name), read).await?;
        let act = if read { Act::MarkRead } else { Act::MarkUnread };
        self.act(act, vec![(Kind::Read, name, read.then_some(Value::Read))]);
        Ok(())
    }

    pub(crate) async fn read_all(&mut self) -> Done {
        let Some((name, _)) = self.some_item().await? else { return Ok(()) };
        let listed = self.list(name.0, 500).await?;
        let below = listed.iter().skip_while(|(listed, _)| *listed != name).map(|(name, _)| *name);
        let unread: Vec<Name> = below.filter(|name| !self.person.has(Kind::Read, *name)).collect();
        let count =
            self.client.user().mark_all_read(&edition(name.0), Section::News, Some(&key(name))).await?;
        self.act(
            Act::MarkAllRead,
            unread.iter().map(|name| (Kind::Read, *name, Some(Value::Read))).collect(),
        );
        check("marked as read", count as usize, unread.len())
    }

    pub(crate) async fn open(&mut self) -> Done {
        let Some((name, _)) = self.some_item().await? else { return Ok(()) };
        self.client.user().note_opened(&key(name)).await?;
        let (story, now) = (self.archive.get(name), self.now_ms());
        let titles = story.oldest..story.versions.len();
        self.person.note(Kind::Opened, name, Some(Value::Opened { at: now, titles }), now);
        Ok(())
    }

    pub(crate) async fn clear_history(&mut self) -> Done {
        self.client.user().clear_history().await?;
        let now = self.now_ms();
        if self.person.clear_history(now) {
            self.met("the oldest act could not be undone any more");
        }
        Ok(())
    }

    pub(crate) async fn save(&mut self) -> Done {
        let Some((name, _)) = self.some_item().await? else { return Ok(()) };
        let article = self.client.library().article(&key(name)).await?;
        self.client.user().save(&key(name)).await?;
        if self.person.copy(name).is_none() {
            let (saved_at, oldest) = (self.now_ms(), self.archive.get(name).oldest);
            let copy = SavedCopy { saved_at, oldest, has_text: blocks(&article).is_some() };
            self.act(Act::Save, vec![(Kind::Saved, name, Some(Value::Saved(copy)))]);
        }
        Ok(())
    }

    pub(crate) async fn unsave(&mut self) -> Done {
        let saved = self.person.saved();
        if saved.is_empty() {
            return Ok(());
        }
        let (name, _) = self.dice.pick(&saved);
        self.note(format!("  {}/{}", name.0, name.1));
        self.client.user().unsave(&key(name)).await?;
        self.act(Act::Unsave, vec![(Kind::Saved, name, None)]);
        self.forgets_the_removed(name);
        Ok(())
    }

    /// What the site removed stays on its list only while it is saved.
    fn forgets_the_removed(&mut self, name: Name) {
        let story = self.archive.get_mut(name);
        if story.is_removed && story.is_listed() {
            story.presence = crate::archive::Presence::Unsure;
        }
    }

    pub(crate) async fn stop_reading(&mut self) -> Done {
        let Some((name, _)) = self.some_item().await? else { return Ok(()) };
        let article = self.client.library().article(&key(name)).await?;
        let Some(blocks) = blocks(&article) else { return Ok(()) };
        let now = self.now_ms();
        if self.dice.percent(20) {
            self.client.user().forget_position(&key(name)).await?;
            self.person.note(Kind::Position, name, None, now);
            return Ok(());
        }
        let block = self.dice.below(blocks.len() as u64) as u32;
        self.client.user().set_position(&key(name), block, 0).await?;
        let story = self.archive.get(name);
        let version = story.is_listed().then_some(story.latest()).filter(|latest| *latest == story.oldest);
        self.person.note(Kind::Position, name, Some(Value::Position(Place { block, version })), now);
        Ok(())
    }

    pub(crate) async fn undo(&mut self) -> Done {
        let undone = self.client.user().undo().await?;
        let undone = undone.map(|step| (step.act, step.done_at.as_millisecond(), step.marks as usize));
        let expected = self.person.undo();
        let seen = expected.as_ref().map(|step| (step.act, step.done_at, step.back.len()));
        check("undone", undone, seen)?;
        self.note(format!("  {undone:?}"));
        let Some(step) = expected else {
            self.met("there was nothing to undo");
            return Ok(());
        };
        if step.overtaken > 0 {
            self.met("undo left a mark that was changed since");
        }
        match step.act {
            Act::Unsave if !step.back.is_empty() => self.met("undo brought a copy back"),
            Act::ClearHistory if !step.back.is_empty() => self.met("undo brought the history back"),
            _ => {}
        }
        if self.steps_of_release_before.remove(&step.done_at) {
            self.met("an act of the release before was undone");
        }
        let unsaved: Vec<Name> =
            self.archive.names().filter(|name| self.person.copy(*name).is_none()).collect();
        unsaved.into_iter().for_each(|name| self.forgets_the_removed(name));
        Ok(())
    }
}

/// Compares a value with that of the model.
pub(crate) fn check<T: PartialEq + std::fmt::Debug>(what: &str, own: T, model: T) -> Done {
    match own == model {
        true => Ok(()),
        false => Err(Difference(format!("{what}: {own:?}, but the model has {model:?}"))),
    }
}
