//! Everything that a person can see, compared with the model.

use ifilm_core::{Article, Error, Item, ItemKey, ListQuery, SavedQuery, SearchQuery, language};
use ifilm_site::Truth;
use ifilm_tests::{blocks, edition, says};

use crate::archive::{Name, Presence};
use crate::person::{Kind, Value};
use crate::person_acts::{check, key};
use crate::run::{Difference, Done, Run};

impl Run {
    /// The acts that can be undone, what is saved and what was opened.
    pub(crate) async fn compare_person(&mut self) -> Done {
        let steps = self.client.user().undo_steps().await?;
        let steps: Vec<_> = steps
            .into_iter()
            .map(|step| (step.act, step.done_at.as_millisecond(), step.marks as usize))
            .collect();
        check("what can be undone", &steps, &self.person.steps())?;
        self.compare_saved().await?;
        self.compare_history().await
    }

    pub(crate) async fn compare_all(&mut self) -> Done {
        for edition in self.settings.editions.clone() {
            self.compare_list(edition).await?;
            let names: Vec<Name> = self.archive.of(edition).map(|(name, _)| name).collect();
            for name in names {
                self.compare_article(name).await?;
            }
            self.compare_search(edition).await?;
        }
        self.compare_counts().await
    }

    /// All rows of a list, in slices of this length.
    pub(crate) async fn list(&self, id: &str, slice: u32) -> Result<Vec<(Name, Item)>, Difference> {
        let (mut items, mut after) = (Vec::new(), None);
        loop {
            let query = ListQuery::news(edition(id)).with_limit(slice).with_after(after);
            let found = self.client.library().list(query).await?;
            items.extend(found.items.into_iter().map(|item| (self.name(&item.key), item)));
            after = found.next;
            if after.is_none() {
                return Ok(items);
            }
        }
    }

    fn name(&self, key: &ItemKey) -> Name {
        let edition = self.settings.editions.iter().find(|id| **id == key.edition.as_str());
        (edition.expect("an edition of this run"), key.id.parse().expect("the site's ids are numbers"))
    }

    pub(crate) async fn compare_list(&mut self, edition: &'static str) -> Done {
        let items = self.list(edition, self.settings.slice).await?;
        if items.len() > self.settings.slice as usize {
            self.met("a list had more than one slice");
        }
        for (name, item) in &items {
            self.saw(&format!(
                "{}/{} {:?} {} {:?} read {} saved {} edited {} gone {}",
                name.0,
                name.1,
                item.title,
                item.published.at,
                item.published.source,
                item.read,
                item.saved,
                item.edited,
                item.gone
            ));
            self.compare_row(*name, item)?;
        }
        let is_sorted = items.is_sorted_by_key(|((_, id), item)| std::cmp::Reverse((item.published.at, *id)));
        check("the list is in order", is_sorted, true)?;
        let shown: std::collections::BTreeSet<Name> = items.iter().map(|(name, _)| *name).collect();
        check("a row is listed twice", shown.len(), items.len())?;
        let missing =
            self.archive.of(edition).find(|(name, story)| story.is_listed() && !shown.contains(name));
        match missing {
            Some((name, _)) => Err(Difference(format!("{name:?} is not on the list"))),
            None => self.meets_the_removed(edition, &shown),
        }
    }

    fn meets_the_removed(&mut self, edition: &'static str, shown: &std::collections::BTreeSet<Name>) -> Done {
        let removed: Vec<(Name, Presence)> = self
            .archive
            .of(edition)
            .filter(|(_, story)| story.is_removed)
            .map(|(name, story)| (name, story.presence))
            .collect();
        for (name, presence) in removed {
            match (presence, shown.contains(&name), self.person.copy(name).is_some()) {
                (Presence::Unsure, false, _) => self.met("an article that the site removed left its list"),
                (Presence::Listed, true, true) => {
                    self.met("a saved article that the site removed stayed on its list");
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn compare_row(&mut self, name: Name, item: &Item) -> Done {
        let Some(story) = self.archive.find(name) else {
            return Err(Difference(format!("{name:?} is listed, but the site never published it")));
        };
        if story.is_absent() {
            return Err(Difference(format!("{name:?} is listed, but it is not in the cache")));
        }
        check_title(name, &item.title, &story.versions[story.oldest..])?;
        if story.versions.len() == 1 || story.must_be_edited() {
            check(&format!("{name:?} shows as edited"), item.edited, story.must_be_edited())?;
        }
        check(&format!("{name:?} is read"), item.read, self.person.has(Kind::Read, name))?;
        check(&format!("{name:?} is saved"), item.saved, self.person.has(Kind::Saved, name))
    }

    async fn compare_article(&mut self, name: Name) -> Done {
        let (story, copy) = (self.archive.get(name), self.person.copy(name));
        let article = match self.client.library().article(&key(name)).await {
            Err(Error::NotFound(_)) if copy.is_none() && !story.is_listed() => return Ok(()),
            found => found?,
        };
        if story.is_absent() && copy.is_none() {
            return Err(Difference(format!("{name:?} can be read, but it is not in the cache")));
        }
        let in_cache = (!story.is_absent()).then_some(story.oldest);
        let oldest = in_cache.into_iter().chain(copy.map(|copy| copy.oldest)).min().unwrap_or_default();
        let must_have_text = story.is_listed() && story.has_text || copy.is_some_and(|copy| copy.has_text);
        self.compare_text(name, &article, oldest, must_have_text)?;
        check(&format!("{name:?} is read"), article.read, self.person.has(Kind::Read, name))?;
        check(&format!("{name:?} is saved"), article.saved, copy.is_some())?;
        if self.archive.get(name).is_absent() {
            self.met("a saved article was read from its copy");
        }
        self.compare_position(name, &article).await
    }

    fn compare_text(&mut self, name: Name, article: &Article, oldest: usize, must_have_text: bool) -> Done {
        let versions = &self.archive.get(name).versions;
        let (first, count) = (oldest, versions.len());
        if blocks(article).is_none() {
            if self.archive.get(name).is_pruned && article.title.is_empty() {
                return Ok(());
            }
            check_title(name, &article.title, &versions[oldest..])?;
            return check(&format!("{name:?} has a text"), false, must_have_text);
        }
        if self.is_resting && says_parts(article, &versions[first..]) {
            return Ok(());
        }
        let Some(version) = (first..count).rev().find(|version| says(article, &versions[*version])) else {
            let own: Vec<usize> = (0..count).filter(|version| says(article, &versions[*version])).collect();
            return Err(Difference(format!(
                "{name:?} has none of its versions {first}..{count}, but {own:?}: {:?} {:?}",
                article.title, article.body
            )));
        };
        self.saw(&format!("{name:?} has version {version}"));
        if version > oldest && !self.archive.get(name).is_absent() {
            self.met("an edit of the text alone was noticed");
        }
        Ok(())
    }

    async fn compare_position(&mut self, name: Name, article: &Article) -> Done {
        let position = self.client.user().position(&key(name)).await?;
        let Some(Value::Position(place)) = self.person.value(Kind::Position, name).cloned() else {
            return check(&format!("the position in {name:?}"), position.is_some(), false);
        };
        let Some(position) = position else {
            return Err(Difference(format!("the position in {name:?} is lost")));
        };
        self.saw(&format!("{name:?} {position:?}"));
        let versions = &self.archive.get(name).versions;
        let same = place.version.filter(|version| says(article, &versions[*version]));
        if same.is_some() {
            let expected = (place.block, 0, true);
            return check(
                &format!("the position in {name:?}"),
                (position.block, position.letter, position.is_exact),
                expected,
            );
        }
        if place.version.is_some() && blocks(article).is_some() && position.is_exact {
            self.met("a position was found again in another version");
        }
        Ok(())
    }

    async fn compare_saved(&mut self) -> Done {
        let (mut items, mut after) = (Vec::new(), None);
        loop {
            let query = SavedQuery::all().with_limit(self.settings.slice).with_after(after);
            let slice = self.client.user().saved(query).await?;
            items.extend(slice.items);
            after = slice.next;
            if after.is_none() {
                break;
            }
        }
        let shown: Vec<_> =
            items.iter().map(|saved| (self.name(&saved.item.key), saved.saved_at.as_millisecond())).collect();
        let expected: Vec<_> =
            self.person.saved().into_iter().map(|(name, copy)| (name, copy.saved_at)).collect();
        check("what is saved", shown, expected)?;
        for (saved, (name, copy)) in items.iter().zip(self.person.saved()) {
            check_title(name, &saved.item.title, &self.archive.get(name).versions[copy.oldest..])?;
            check(
                &format!("the copy of {name:?} is read"),
                saved.item.read,
                self.person.has(Kind::Read, name),
            )?;
            if copy.has_text {
                check(&format!("the copy of {name:?} has a text"), saved.has_text, true)?;
            }
        }
        Ok(())
    }

    async fn compare_history(&mut self) -> Done {
        let (mut entries, mut after) = (Vec::new(), None);
        loop {
            let slice = self.client.user().history(self.settings.slice, after).await?;
            entries.extend(slice.entries);
            after = slice.next;
            if after.is_none() {
                break;
            }
        }
        let shown: Vec<_> =
            entries.iter().map(|entry| (self.name(&entry.key), entry.opened_at.as_millisecond())).collect();
        let opened = self.person.opened();
        check("the history", shown, opened.iter().map(|(name, at, _)| (*name, *at)).collect())?;
        for (entry, (name, _, titles)) in entries.iter().zip(opened) {
            check_title(name, &entry.title, &self.archive.get(name).versions[titles])?;
        }
        Ok(())
    }

    async fn compare_counts(&mut self) -> Done {
        let counts = self.client.library().counts().await?;
        check("how many are saved", counts.saved as usize, self.person.saved().len())?;
        for id in self.settings.editions.clone() {
            let items = self.list(id, 500).await?;
            let unread = items.iter().filter(|(name, _)| !self.person.has(Kind::Read, *name)).count();
            let of = counts.sections.iter().find(|count| count.edition == edition(id));
            let counted = of.map_or((0, 0), |count| (count.total as usize, count.unread as usize));
            check(&format!("the counts of {id}"), counted, (items.len(), unread))?;
        }
        Ok(())
    }

    /// A search finds each article with the word in its title or lead, and only articles with the word.
    async fn compare_search(&mut self, id: &'static str) -> Done {
        let Some(word) = self.some_word(id) else { return Ok(()) };
        let (mut hits, mut after) = (Vec::new(), None);
        loop {
            let query = SearchQuery::of(word.as_str()).with_editions([edition(id)]);
            let query = query.with_limit(self.settings.slice.min(100)).with_after(after.clone());
            let slice = self.client.library().search(query).await?;
            hits.extend(slice.hits.into_iter().map(|hit| (self.name(&hit.item.key), hit.item.title)));
            if after.is_some() {
                self.met("hits came in more than one slice");
            }
            after = slice.next;
            if after.is_none() {
                break;
            }
        }
        self.saw(&format!("{word:?} is found in {hits:?}"));
        for (name, title) in &hits {
            // After a sync with faults the row may have a newer headline than the page.
            let article = self.client.library().article(&key(*name)).await?;
            let text = blocks(&article).map(ifilm_core::text_of_blocks).unwrap_or_default();
            let head = format!("{title}\n\n{}\n\n{}", article.title, article.lead.unwrap_or_default());
            let text = format!("{head}\n\n{text}");
            let is_there = language::text::finds(&text, &word, false);
            check(&format!("{name:?} has {word:?}"), is_there, true)?;
        }
        let certain = self
            .archive
            .of(id)
            .filter(|(_, story)| story.is_listed() && story.has_text && story.oldest == story.latest());
        let with = certain
            .filter(|(_, story)| language::text::finds(&head(&story.versions[story.oldest]), &word, false));
        match with.map(|(name, _)| name).find(|name| hits.iter().all(|(hit, _)| hit != name)) {
            Some(name) => Err(Difference(format!("{name:?} has {word:?}, but is not found"))),
            None => Ok(()),
        }
    }

    /// The longest word of some headline.
    fn some_word(&mut self, edition: &'static str) -> Option<String> {
        let stories: Vec<&Truth> =
            self.archive.of(edition).map(|(_, story)| &story.versions[story.latest()]).collect();
        let title = &stories[self.dice.below(stories.len() as u64) as usize].title;
        let words = title.split(|letter: char| !letter.is_alphabetic());
        words.max_by_key(|word| word.chars().count()).filter(|word| !word.is_empty()).map(str::to_owned)
    }

    /// Whether everything is as the site has it: the latest texts, and nothing that was removed.
    pub(crate) async fn is_settled(&mut self) -> Done {
        for edition in self.settings.editions.clone() {
            let listed = self.list(edition, 500).await?;
            for (name, story) in self.archive.of(edition) {
                let is_listed = listed.iter().any(|(listed, _)| *listed == name);
                if story.is_removed && self.person.copy(name).is_none() {
                    check(&format!("{name:?}, which was removed, is listed"), is_listed, false)?;
                } else if !story.is_removed {
                    check(&format!("{name:?} is listed"), is_listed, true)?;
                    let article = self.client.library().article(&key(name)).await?;
                    let latest = &story.versions[story.latest()];
                    check(&format!("{name:?} has its latest text"), says(&article, latest), true)?;
                }
            }
        }
        Ok(())
    }
}

/// Whether an article has the head of one version and the text of one. So it is while its row has come with a
/// new headline, and its page has not.
fn says_parts(article: &Article, versions: &[Truth]) -> bool {
    let with_head = |text: &Truth, head: &Truth| {
        let (title, lead) = (head.title.clone(), head.lead.clone());
        says(article, &Truth { title, lead, ..text.clone() })
    };
    versions.iter().any(|text| versions.iter().any(|head| with_head(text, head)))
}

fn head(truth: &Truth) -> String {
    format!("{}\n\n{}", truth.title, truth.lead.clone().unwrap_or_default())
}

fn check_title(name: Name, title: &str, versions: &[Truth]) -> Done {
    match versions.iter().any(|version| version.title == title) {
        true => Ok(()),
        false => {
            let titles: Vec<&str> = versions.iter().map(|version| version.title.as_str()).collect();
            Err(Difference(format!("{name:?} has the title {title:?}, but may have {titles:?}")))
        }
    }
}
