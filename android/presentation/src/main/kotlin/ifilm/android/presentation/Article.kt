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
        val ordered: Boolean,
        val entries: List<List<Span>>,
    ) : BlockContent

    data class Picture(
        val description: String?,
    ) : BlockContent

    data class Video(
        val address: String,
    ) : BlockContent
}

/** Text in one style. A tap on it opens [address], if there is one. */
data class Span(
    val text: String,
    val marks: Set<Mark> = emptySet(),
    val address: String? = null,
)

enum class Mark { BOLD, ITALIC }
