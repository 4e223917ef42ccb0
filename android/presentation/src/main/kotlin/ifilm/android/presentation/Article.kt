package ifilm.android.presentation

/** An item's page, as far as it is stored on this phone. [language] is a BCP-47 tag. */
data class Article(
    val key: ItemKey,
    val title: String,
    val lead: String?,
    val link: String,
    val language: String,
    val direction: Direction,
    val date: String,
    val read: Boolean,
    val edited: Boolean,
    val body: ArticleBody,
)

/** The text of an article, or why there is none. */
sealed interface ArticleBody {
    data class Ready(
        val blocks: List<Block>,
    ) : ArticleBody

    /** The item is listed, but its page is not stored yet. */
    data class Waiting(
        /** The reason, and the time of the next request, in the language of the edition. */
        val why: String,
    ) : ArticleBody

    /** The page was fetched, but it had no text. Only the link can be shown. */
    data object Unreadable : ArticleBody
}

/** A piece of an article with a direction of its own. */
data class Block(
    val direction: Direction,
    val content: BlockContent,
)

/** The content of a block. */
sealed interface BlockContent {
    data class Paragraph(
        val spans: List<Span>,
    ) : BlockContent

    /** [level] counts from 1, the highest. */
    data class Heading(
        val level: Int,
        val spans: List<Span>,
    ) : BlockContent

    data class Quote(
        val spans: List<Span>,
    ) : BlockContent

    data class Entries(
        val entries: List<Entry>,
    ) : BlockContent

    /** [text] is its caption, or says what it shows. */
    data class Picture(
        val text: String?,
    ) : BlockContent

    data class Gallery(
        val pictures: List<Picture>,
    ) : BlockContent

    /** A tap on it opens [address]. [text] is its caption or title. */
    data class Media(
        val kind: MediaKind,
        val text: String?,
        val address: String,
    ) : BlockContent

    /** All rows have the same number of cells. */
    data class Table(
        val rows: List<List<Cell>>,
    ) : BlockContent

    data class Preformatted(
        val text: String,
    ) : BlockContent

    data object Divider : BlockContent
}

/** An entry of a list. [number] is absent if the list has none. A list among [blocks] is one level deeper. */
data class Entry(
    val number: Int?,
    val blocks: List<Block>,
)

/** What a block of [BlockContent.Media] opens. [PLAYER] is a player or a post of another site. */
enum class MediaKind { VIDEO, AUDIO, PLAYER }

/** A cell of a table. [header] says whether it names what its row or column holds. */
data class Cell(
    val header: Boolean,
    val spans: List<Span>,
)

/** Text in one style. A tap on it opens [address], if there is one. */
data class Span(
    val text: String,
    val marks: Set<Mark> = emptySet(),
    val address: String? = null,
)

enum class Mark { BOLD, ITALIC, CODE, SUB, SUP }
