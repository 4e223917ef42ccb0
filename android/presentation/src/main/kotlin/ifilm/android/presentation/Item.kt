package ifilm.android.presentation

/** Identifies an item and its article. Ids are unique only within an edition and a kind. */
data class ItemKey(
    val edition: String,
    val kind: String,
    val id: String,
)

/**
 * A row of the list. [date] is a text from the core: how long ago, or the day in the edition's calendar and
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

/** Some headlines, newest first. [next] asks for those after them; it is null if none are left. */
data class ItemSlice(
    val items: List<Item>,
    val next: String?,
    /** When the site last confirmed the list, as text; null before the first sync. */
    val asOf: String?,
)
