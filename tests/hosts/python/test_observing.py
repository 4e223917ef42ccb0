"""Observing a list: the list of now first, then its changes. And what changed in an article."""

import asyncio
import unittest
from contextlib import aclosing
from pathlib import Path

from scenario import SiteScenario

from ifilm import BlockChange, ErrorCode, Item, ListChange, ListEvent, WordChange, take_step, with_changes


class Screen:
    """Shows a list by its events."""

    def __init__(self, events):
        self._events = events
        self.shown = None
        self.count = 0

    async def step(self):
        """Takes the next event, and returns its steps."""
        event = await asyncio.wait_for(anext(self._events), 60)
        self.count += 1
        if isinstance(event, ListEvent.PRESENT):
            self.shown = event.list
            return []
        self.shown = with_changes(self.shown, event.changes)
        return event.changes.items

    async def until(self, is_shown):
        """Takes events until it shows such a list, and returns all their steps."""
        steps = []
        while self.shown is None or not is_shown(self.shown):
            steps += await self.step()
        return steps


async def until_observers(count):
    """Waits until so many observations have a thread. A thread that was waited for may still be listed."""
    deadline = asyncio.get_running_loop().time() + 60
    while observers() != count:
        if asyncio.get_running_loop().time() > deadline:
            raise AssertionError(f"{observers()} observers, not {count}")
        await asyncio.sleep(0)


def observers():
    """The number of threads of observations, where the system lists them."""
    return sum(name(thread) == "ifilm-observer" for thread in Path("/proc/self/task").iterdir())


def name(thread):
    try:
        return (thread / "comm").read_text().strip()
    except OSError:  # it has ended since
        return None


class Observing(SiteScenario):
    async def asyncSetUp(self):
        await super().asyncSetUp()
        await self.sync("en")

    def observe(self):
        return self.client.library.observe("en", limit=10)

    async def page(self):
        return await self.client.library.list("en", limit=10)

    async def test_the_list_comes_first_and_then_each_mark_as_an_update(self):
        async with aclosing(self.observe()) as events:
            screen = Screen(events)
            await screen.step()
            key = screen.shown.items[1].key

            await self.client.user.mark_read(key)
            steps = await screen.step()

        self.assertEqual(steps, [ListChange.UPDATE(at=1, item=(await self.page()).items[1])])
        self.assertEqual(screen.shown, await self.page())

    async def test_a_new_item_is_inserted_at_the_top_and_the_last_one_leaves_a_full_list(self):
        async with aclosing(self.observe()) as events:
            screen = Screen(events)
            await screen.step()

            (id,) = self.site.tell("publish en 1")["ids"]
            await self.sync("en")
            now = await self.page()
            removed, inserted, *rest = await screen.until(lambda shown: shown == now)

        self.assertEqual(removed, ListChange.REMOVE(at=9))
        self.assertIsInstance(inserted, ListChange.INSERT)
        self.assertEqual((inserted.at, inserted.item.key.id), (0, str(id)))
        self.assertTrue(all(isinstance(step, ListChange.UPDATE) for step in rest), rest)

    @unittest.skipUnless(Path("/proc/self/task").exists(), "the system does not list its threads")
    async def test_closing_the_iterator_or_cancelling_its_task_ends_the_observation(self):
        async with aclosing(self.observe()) as events:
            first = await anext(events)
            await until_observers(1)
        await until_observers(0)

        begun = asyncio.Event()

        async def watch():
            async for _ in self.observe():
                begun.set()

        watching = asyncio.create_task(watch())
        await begun.wait()
        watching.cancel()
        with self.assertRaises(asyncio.CancelledError):
            await watching

        self.assertIsInstance(first, ListEvent.PRESENT)
        await until_observers(0)

    async def test_closing_the_client_is_the_last_event_also_if_nobody_took_those_before(self):
        events = self.observe()
        present = await anext(events)
        for item in present.list.items:
            await self.client.user.mark_read(item.key)
        await self.start_again()

        *_, last = [event async for event in events]

        self.assertEqual(last.code, ErrorCode.CLOSED)

    async def test_the_changes_of_an_edit_lead_from_the_earlier_text_to_the_newest(self):
        key = (await self.page()).items[0].key
        before = await self.client.library.article(key)
        await self.client.user.mark_read(key)
        self.site.tell(f"edit en {key.id} both")
        self.site.tell("advance 3600")
        await self.sync("en")

        changes = await self.client.library.changes(key)

        after = await self.client.library.article(key)
        self.assertEqual((changes.from_revision, changes.to_revision), (1, 2))
        titles = [
            "".join(piece.text for piece in changes.title if piece.change is not other)
            for other in (WordChange.ADDED, WordChange.REMOVED)
        ]
        self.assertEqual(titles, [before.title, after.title])
        earlier, later = texts(changes.blocks)
        self.assertEqual((earlier, later), (before.body.blocks, after.body.blocks))
        self.assertFalse(all(isinstance(change, BlockChange.KEPT) for change in changes.blocks))


def texts(changes):
    """The earlier and the later blocks of a text."""
    both = {BlockChange.KEPT: "block block", BlockChange.CHANGED: "before after"}
    earlier, later = [], []
    for change in changes:
        if isinstance(change, BlockChange.REMOVED):
            earlier.append(change.block)
        elif isinstance(change, BlockChange.ADDED):
            later.append(change.block)
        else:
            old, new = both[type(change)].split()
            earlier.append(getattr(change, old))
            later.append(getattr(change, new))
    return earlier, later


class ManyMarks(SiteScenario):
    config = {"in_memory": True}

    async def test_of_ten_thousand_marks_none_is_lost_and_none_waits_for_a_slow_loop(self):
        asyncio.get_running_loop().set_debug(False)  # it would take most of the time
        await self.sync("en")
        library = self.client.library
        keys = [item.key for item in (await library.list("en", limit=10)).items]
        async with aclosing(library.observe("en", limit=10)) as slow, aclosing(library.observe("en", limit=10)) as quick:
            slow_screen, quick_screen = Screen(slow), Screen(quick)
            await slow_screen.step()  # and no further event until all is marked
            quick_task = asyncio.create_task(quick_screen.until(is_fourth_saved))

            for count in range(1_000):
                await asyncio.gather(*(self.client.user.mark_read(key, count % 2 == 0) for key in keys))
            await self.client.user.save(keys[3])
            await quick_task
            await slow_screen.until(is_fourth_saved)

        now = await library.list("en", limit=10)
        self.assertEqual((quick_screen.shown, slow_screen.shown), (now, now))
        self.assertLessEqual(slow_screen.count, 4)


def is_fourth_saved(page):
    return page.items[3].saved


class Steps(unittest.TestCase):
    def test_steps_are_taken_one_after_another(self):
        one, two, three, other = (Item.__new__(Item) for _ in range(4))
        for item, title in ((one, "1"), (two, "2"), (three, "3"), (other, "3, edited")):
            item.title = title
        items = [one, two]

        take_step(items, ListChange.REMOVE(at=0))
        take_step(items, ListChange.INSERT(at=1, item=three))
        take_step(items, ListChange.INSERT(at=0, item=one))
        take_step(items, ListChange.MOVE(at=0, to=2))
        take_step(items, ListChange.UPDATE(at=1, item=other))

        self.assertEqual([item.title for item in items], ["2", "3, edited", "1"])
