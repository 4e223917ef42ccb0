package ifilm.android

import androidx.compose.ui.geometry.Size
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.hasScrollToIndexAction
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.test.performScrollToIndex
import androidx.compose.ui.text.TextLayoutResult
import androidx.compose.ui.unit.dp
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.ParameterizedRobolectricTestRunner
import org.robolectric.ParameterizedRobolectricTestRunner.Parameters
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/**
 * With letters twice as large on a narrow phone nothing is cut off, and all targets are named and large
 * enough.
 */
@RunWith(ParameterizedRobolectricTestRunner::class)
@Config(qualifiers = "w320dp-h640dp-xhdpi")
class LargeLettersTest(
    private val words: Words,
) {
    @get:Rule val phone = Phone()

    @Test
    fun `nothing is cut off and everything that can be tapped has a name`() {
        RuntimeEnvironment.setFontScale(2f)
        phone.open()
        inspectLanguages()
        inspectFirstRun()
        inspectHeadlines()
        inspectStories()
        inspectOffline()
    }

    private fun inspectLanguages() {
        if (words != phone.words) phone.choose(words) else phone.tapIcon(words.language)
        inspect("languages")
        phone.back()
    }

    private fun inspectFirstRun() {
        phone.see(words.fetch)
        inspect("first run")
        phone.site.hold("/News/Content/", after = 2)
        phone.tap(words.fetch)
        phone.site.awaitHeld()
        inspect("sync")
        phone.site.release()
        phone.seeNo(words.stop)
    }

    private fun inspectHeadlines() = repeat(10) { row ->
        phone.scrollToRow(row)
        inspect("headlines from row $row")
    }

    private fun inspectStories() = repeat(3) { position ->
        phone.scrollToRow(position + 1)
        phone.openStory()
        inspectStory()
        phone.back()
    }

    private fun inspectStory() {
        val page = phone.see(hasScrollToIndexAction())
        val lines = page.fetchSemanticsNode().config[SemanticsProperties.CollectionInfo].rowCount
        repeat(lines) { line ->
            page.performScrollToIndex(line)
            inspect("line $line of a story")
        }
    }

    private fun inspectOffline() {
        phone.site.stop()
        phone.refresh()
        phone.see(words.offline)
        inspect("offline")
    }

    private fun inspect(screen: String) {
        phone.compose.waitForIdle()
        val root = phone.compose.onRoot(useUnmergedTree = true).fetchSemanticsNode()
        val merged = phone.compose.onRoot().fetchSemanticsNode()
        assertEquals(screen, emptyList<String>(), cutOff(root) + nameless(merged) + small(merged))
    }

    private fun cutOff(root: SemanticsNode) =
        root.everything().filter { SemanticsActions.GetTextLayoutResult in it.config && it.layout().isCutOff() }.map {
            "cut off: " +
                it.words()
        }

    private fun nameless(root: SemanticsNode) =
        root.everything().filter { SemanticsActions.OnClick in it.config && it.words().isBlank() }.map { "no name: $it" }

    private fun small(root: SemanticsNode): List<String> {
        val least = with(root.layoutInfo.density) { 48.dp.toPx() } - 1
        val targets = root.everything().filter { SemanticsActions.OnClick in it.config }
        return targets.filter { it.reach().run { width < least || height < least } }.map { "small: " + it.words() }
    }

    /** The area that can be tapped, including the part outside the screen. */
    private fun SemanticsNode.reach() =
        Size(maxOf(touchBoundsInRoot.width, size.width.toFloat()), maxOf(touchBoundsInRoot.height, size.height.toFloat()))

    private fun SemanticsNode.everything(): List<SemanticsNode> = listOf(this) + children.flatMap { it.everything() }

    /** Like hasVisualOverflow, but that one is also true for a short text that could be wider. */
    private fun TextLayoutResult.isCutOff() =
        didOverflowHeight || (0 until lineCount).any { getLineRight(it) - getLineLeft(it) > size.width + 1 }

    private fun SemanticsNode.words(): String {
        val texts = config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text }
        return (texts + config.getOrNull(SemanticsProperties.ContentDescription).orEmpty()).joinToString(" ")
    }

    companion object {
        @JvmStatic
        @Parameters(name = "{0}")
        fun cases() = Words.all.map { arrayOf(it) }
    }
}
