package ifilm.android.presentation

/** What names an item and its article everywhere: ids are unique only within edition and kind. */
data class ItemKey(
    val edition: String,
    val kind: String,
    val id: String,
)

/**
 * A row of the list. [date] is a text of the core: how long ago, or the day in the edition's calendar and
 * digits.
 */
data class Item(
    val key: ItemKey,
    val title: String,
    val lead: String?,
    val direction: Direction,
    val date: String,
    val read: Boolean,
    val edited: Boolean,
)

/** Some headlines, newest first; [next] asks for those after them, and is null where none are left. */
data class ItemPage(
    val items: List<Item>,
    val next: String?,
    /** When the site was last heard of, as text; null before the first sync. */
    val asOf: String?,
)
