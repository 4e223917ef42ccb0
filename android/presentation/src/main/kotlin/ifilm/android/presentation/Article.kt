package ifilm.android.presentation

/** An item's page, with as much of it as is stored on this phone. [language] is a BCP-47 tag. */
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

    /** Listed, but its page is not here yet. */
    data class Waiting(
        /** Why, and until when, in the language of the edition. */
        val why: String,
    ) : ArticleBody

    /** Fetched, but no text was found in it. Only the link can be shown. */
    data object Unreadable : ArticleBody
}

/** A piece of an article with a direction of its own. */
data class Block(
    val direction: Direction,
    val content: BlockContent,
)

/** What a block holds. */
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
