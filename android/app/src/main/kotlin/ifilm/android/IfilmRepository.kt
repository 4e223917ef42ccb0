package ifilm.android

import ifilm.Ifilm
import ifilm.SyncEvent
import ifilm.android.presentation.Article
import ifilm.android.presentation.ArticleBody
import ifilm.android.presentation.Block
import ifilm.android.presentation.BlockContent
import ifilm.android.presentation.Cell
import ifilm.android.presentation.ChosenEdition
import ifilm.android.presentation.Direction
import ifilm.android.presentation.Edition
import ifilm.android.presentation.Entry
import ifilm.android.presentation.Failure
import ifilm.android.presentation.Item
import ifilm.android.presentation.ItemKey
import ifilm.android.presentation.ItemSlice
import ifilm.android.presentation.Library
import ifilm.android.presentation.LibraryException
import ifilm.android.presentation.Mark
import ifilm.android.presentation.MediaKind
import ifilm.android.presentation.NetworkProblem
import ifilm.android.presentation.Problem
import ifilm.android.presentation.Span
import ifilm.android.presentation.SyncOutcome
import ifilm.android.presentation.SyncStage
import ifilm.android.presentation.SyncStep
import ifilm.ffi.Clock
import ifilm.ffi.Config
import ifilm.ffi.ErrorCode
import ifilm.ffi.IfilmException
import ifilm.ffi.Kind
import ifilm.ffi.Section
import ifilm.ffi.SectionOutcome
import ifilm.ffi.SectionReport
import ifilm.ffi.Stage
import ifilm.ffi.SyncReport
import ifilm.ffi.SyncRequest
import ifilm.ffi.Verdict
import ifilm.ffi.errorMessage
import ifilm.ffi.languageName
import ifilm.ffi.verdictText
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.catch
import kotlinx.coroutines.flow.emitAll
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.withContext
import ifilm.ffi.noSameStory as sentenceNoSameStory

/** The core for the screens. No other class uses the bindings or their types. */
class IfilmRepository(
    setup: CoreSetup,
) : Library {
    private val opened = lazy { Ifilm.open(setup.config()) }
    private val ifilm by opened

    override suspend fun editions() = ask { ifilm.language.editions().map { it.shown() } }

    override suspend fun chosen(wishes: List<String>) = ask {
        val choice = ifilm.language.choice(wishes)
        val edition = ifilm.language.editions().first { it.id == choice.edition }
        ChosenEdition(
            edition.shown(),
            byPerson = choice.explicit,
            reason = ifilm.language.choiceReason(choice, ifilm.language.displayLanguage(choice)),
        )
    }

    override suspend fun choose(edition: String?) = ask { ifilm.language.choose(edition) }

    override suspend fun items(
        edition: String,
        limit: Int,
        after: String?,
    ) = ask { ifilm.library.list(edition, limit = limit.toUInt(), after = after).shown() }

    override suspend fun article(key: ItemKey) = ask { ifilm.library.article(key.known()).shown() }

    override suspend fun markRead(key: ItemKey) = ask { ifilm.user.markRead(key.known()) }

    override suspend fun sameStory(
        key: ItemKey,
        edition: String,
    ) = ask { ifilm.library.sameStory(key.known(), edition)?.key?.shown() }

    override fun sync(edition: String): Flow<SyncStep> =
        flow { emitAll(ifilm.sync(SyncRequest(listOf(edition), sections = listOf(Section.NEWS)))) }
            .map { it.shown() }
            .catch { throw (it as? IfilmException)?.shown() ?: it }
            .flowOn(Dispatchers.Default)

    override suspend fun onForeground() = ask { ifilm.onForeground() }

    override suspend fun onBackground() = ask { ifilm.onBackground() }

    override fun noSameStory(language: String) = sentenceNoSameStory(language)

    override fun name(
        edition: Edition,
        language: String,
    ) = languageName(edition.language, language)

    override fun message(
        problem: Problem,
        language: String,
    ) = try {
        problem.sentence(language)
    } catch (_: IfilmException.BadArgument) {
        // The tag of the phone's language is malformed. A sentence in English is better than none.
        problem.sentence("en")
    }

    /** Closes the files, if any were opened. */
    suspend fun close() {
        if (opened.isInitialized()) ask { ifilm.closeAndWait() }
    }

    private suspend fun <T> ask(call: suspend () -> T): T = withContext(Dispatchers.Default) {
        try {
            call()
        } catch (e: IfilmException) {
            throw e.shown()
        }
    }
}

private fun CoreSetup.config() = Config(
    dataDir = dataDirectory.path,
    catalogJson = catalogJson,
    timeZone = timeZone,
    clock = nowMs?.let { HostClock(it) },
    leadPictures = 0u, // the screens show no pictures
)

private class HostClock(
    private val now: () -> Long,
) : Clock {
    override fun nowMs() = now()
}

private fun IfilmException.shown() = LibraryException(Failure.valueOf(code().name), cause = this)

private fun Problem.sentence(language: String) = when (this) {
    is Failure -> errorMessage(ErrorCode.valueOf(name), language)
    is NetworkProblem -> verdictText(Verdict.valueOf(name), language)
}

private fun ifilm.ffi.Direction.shown() = when (this) {
    ifilm.ffi.Direction.LTR -> Direction.LTR
    ifilm.ffi.Direction.RTL -> Direction.RTL
}

private fun ifilm.ffi.Edition.shown() = Edition(id, language, name, direction.shown())

private fun ifilm.ffi.ItemKey.shown() = ItemKey(edition, kind.name, id)

private fun ItemKey.known(): ifilm.ffi.ItemKey {
    val known = Kind.entries.find { it.name == kind } ?: throw LibraryException(Failure.NOT_FOUND)
    return ifilm.ffi.ItemKey(edition, known, id)
}

private fun ifilm.ffi.ItemSlice.shown() = ItemSlice(items.map { it.shown() }, next, freshAsOfText)

private fun ifilm.ffi.Item.shown() = Item(
    key = key.shown(),
    title = title,
    lead = lead,
    direction = direction.shown(),
    date = ageText,
    read = read,
    edited = edited,
)

private fun ifilm.ffi.Article.shown() = Article(
    key = key.shown(),
    title = title,
    lead = lead,
    link = link,
    language = language,
    direction = direction.shown(),
    date = dateText,
    read = read,
    edited = edited,
    body = body.shown(),
)

private fun ifilm.ffi.ArticleBody.shown() = when (this) {
    is ifilm.ffi.ArticleBody.Ready -> ArticleBody.Ready(blocks.map { it.shown() })
    is ifilm.ffi.ArticleBody.Waiting -> ArticleBody.Waiting(why.text)
    ifilm.ffi.ArticleBody.Unreadable -> ArticleBody.Unreadable
}

private fun ifilm.ffi.Block.shown() = Block(direction.shown(), content.shown())

private fun ifilm.ffi.BlockContent.shown(): BlockContent = when (this) {
    is ifilm.ffi.BlockContent.Paragraph -> BlockContent.Paragraph(spans.shown())
    is ifilm.ffi.BlockContent.Heading -> BlockContent.Heading(level.toInt(), spans.shown())
    is ifilm.ffi.BlockContent.Quote -> BlockContent.Quote(spans.shown())
    is ifilm.ffi.BlockContent.ListBlock -> BlockContent.Entries(numbered())
    is ifilm.ffi.BlockContent.Image -> picture.shown()
    is ifilm.ffi.BlockContent.Gallery -> BlockContent.Gallery(images.map { it.shown() })
    is ifilm.ffi.BlockContent.Video -> media(MediaKind.VIDEO, caption, addresses)
    is ifilm.ffi.BlockContent.Audio -> media(MediaKind.AUDIO, caption, addresses)
    is ifilm.ffi.BlockContent.Embed -> BlockContent.Media(MediaKind.PLAYER, title ?: provider, address)
    is ifilm.ffi.BlockContent.Table -> BlockContent.Table(rows.map { row -> row.map { it.shown() } })
    is ifilm.ffi.BlockContent.Preformatted -> BlockContent.Preformatted(text)
    ifilm.ffi.BlockContent.Divider -> BlockContent.Divider
}

private fun ifilm.ffi.BlockContent.ListBlock.numbered(): List<Entry> {
    val first = start ?: if (reversed) entries.size else 1
    return entries.mapIndexed { at, blocks ->
        val number = if (reversed) first - at else first + at
        Entry(number.takeIf { ordered }, blocks.map { it.shown() })
    }
}

private fun media(
    kind: MediaKind,
    text: String?,
    addresses: List<ifilm.ffi.MediaAddress>,
) = BlockContent.Media(kind, text, addresses.first().address)

private fun ifilm.ffi.Picture.shown() = BlockContent.Picture(caption ?: description)

private fun ifilm.ffi.TableCell.shown() = Cell(header, spans.shown())

private fun List<ifilm.ffi.Span>.shown() = map { Span(it.text, it.marks.shown(), it.href) }

private fun List<ifilm.ffi.Mark>.shown() = map {
    when (it) {
        ifilm.ffi.Mark.BOLD -> Mark.BOLD
        ifilm.ffi.Mark.ITALIC -> Mark.ITALIC
        ifilm.ffi.Mark.CODE -> Mark.CODE
        ifilm.ffi.Mark.SUB -> Mark.SUB
        ifilm.ffi.Mark.SUP -> Mark.SUP
    }
}.toSet()

private fun SyncEvent.shown(): SyncStep = when (this) {
    is SyncEvent.Progress -> SyncStep.Progress(stage.shown(), done.toInt(), total.toInt())
    is SyncEvent.Finished -> SyncStep.Finished(report.outcome())
}

private fun Stage.shown() = when (this) {
    Stage.LISTINGS -> SyncStage.LISTINGS
    Stage.PAGES -> SyncStage.PAGES
    Stage.PICTURES -> SyncStage.PICTURES
    Stage.FINISHED -> SyncStage.FINISHED
}

/** One section of one edition was asked for: the app shows no other yet. */
private fun SyncReport.outcome(): SyncOutcome = sections.firstOrNull()?.shown(network) ?: SyncOutcome.Cancelled

private fun SectionReport.shown(network: Verdict?): SyncOutcome = when (val outcome = outcome) {
    SectionOutcome.Updated -> SyncOutcome.Updated(newItems.toInt())
    SectionOutcome.Unchanged -> SyncOutcome.Unchanged
    is SectionOutcome.Failed -> outcome.shown(network)
    is SectionOutcome.Skipped -> SyncOutcome.Postponed
    SectionOutcome.Cancelled -> SyncOutcome.Cancelled
}

private fun SectionOutcome.Failed.shown(network: Verdict?) =
    SyncOutcome.Failed(Failure.valueOf(code.name), network?.let { NetworkProblem.valueOf(it.name) })
