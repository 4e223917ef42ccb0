package ifilm.android

import android.os.Bundle
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.ComposeTimeoutException
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.SemanticsNodeInteraction
import androidx.compose.ui.test.hasAnyAncestor
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasScrollAction
import androidx.compose.ui.test.hasScrollToIndexAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isSelected
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performScrollToIndex
import androidx.compose.ui.test.performScrollToNode
import androidx.test.core.app.ApplicationProvider
import org.junit.rules.ExternalResource
import org.junit.rules.RuleChain
import org.junit.rules.TestRule
import org.junit.runner.Description
import org.junit.runners.model.Statement
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.android.controller.ActivityController

/** A phone with the app. Tests use it as a person does. Its network connects it to [site]. */
class Phone : TestRule {
    val site = PracticeSite()
    val compose = createEmptyComposeRule()
    val app: TestApplication get() = ApplicationProvider.getApplicationContext()

    /** The words of the edition on the screen. */
    var words = Words.english
        private set

    private var screen: ActivityController<MainActivity>? = null
    val activity: MainActivity get() = checkNotNull(screen).get()

    override fun apply(
        base: Statement,
        description: Description,
    ): Statement = RuleChain
        .outerRule(site)
        .around(compose)
        .around(Switch())
        .apply(base, description)

    fun open(saved: Bundle? = null) {
        app.site = site
        val started = Robolectric.buildActivity(MainActivity::class.java)
        screen = if (saved == null) started.setup() else started.setup(saved)
    }

    fun close() {
        screen?.pause()?.stop()?.destroy()
        screen = null
    }

    fun restart() {
        close()
        app.die()
        open()
    }

    /** The system ends the process and restores the app later. */
    fun killAndRestore() {
        val saved = Bundle()
        checkNotNull(screen)
            .pause()
            .stop()
            .saveInstanceState(saved)
            .destroy()
        app.die()
        open(saved)
    }

    fun turn(qualifiers: String) {
        RuntimeEnvironment.setQualifiers(qualifiers)
        checkNotNull(screen).configurationChange(app.resources.configuration).visible()
    }

    fun back() {
        compose.runOnIdle { activity.onBackPressedDispatcher.onBackPressed() }
    }

    fun see(text: String) = see(hasText(text, substring = true))

    fun see(what: SemanticsMatcher): SemanticsNodeInteraction {
        await("not seen: ${what.description}") { shows(what) }
        return compose.onAllNodes(what).onFirst()
    }

    /** Waits until no spinner and no progress bar is on the screen. Fails if one stays. */
    fun seeNothingLoading() = await("still loading") { !shows(isLoading) }

    fun seeNo(text: String) = await("still seen: $text") { !shows(hasText(text, substring = true)) }

    fun tap(text: String) {
        val button = see(hasText(text) and hasClickAction())
        if (shows(hasText(text) and hasClickAction() and hasAnyAncestor(hasScrollAction()))) button.performScrollTo()
        button.performClick()
    }

    fun tapIcon(description: String) {
        see(hasContentDescription(description)).performClick()
    }

    /** Scrolls the list or the article until the element is visible. */
    fun scrollTo(text: String): SemanticsNodeInteraction {
        try {
            see(hasScrollToIndexAction()).performScrollToNode(hasText(text, substring = true))
        } catch (e: AssertionError) {
            throw AssertionError("nowhere: $text; at the end: ${texts()}", e)
        }
        return see(text)
    }

    fun scrollToRow(row: Int) {
        see(hasScrollToIndexAction()).performScrollToIndex(row)
    }

    /** The titles on the screen, from top to bottom. */
    fun titles() = compose.onAllNodes(isHeadline).fetchSemanticsNodes().map { it.config[SemanticsProperties.Text].first().text }

    /** Chooses an edition by its name, on the page of languages. */
    fun choose(other: Words) {
        tapIcon(words.language)
        tap(other.name)
        see(hasText(other.name) and isSelected())
        words = other
    }

    /** Opens the app on another site, which has one edition, and fetches its news. */
    fun openSyncedWith(
        catalogJson: String,
        edition: Words,
    ) {
        app.otherCatalogJson = catalogJson
        words = edition
        openSynced()
    }

    /** Opens the app, and fetches the news of an edition. */
    fun openSynced(edition: Words = words) {
        open()
        if (edition != words) {
            choose(edition)
            back()
        }
        tap(words.fetch)
        see(isHeadline)
        seeNo(words.stop)
    }

    /** Fetches the news of another edition too. */
    fun alsoSync(edition: Words) {
        choose(edition)
        back()
        tap(words.fetch)
        see(isHeadline)
        seeNo(words.stop)
    }

    /** Chooses an edition from the page of a story. */
    fun switchStory(edition: Words) {
        tapIcon(words.language)
        tap(edition.name)
        words = edition
    }

    fun refresh() = tapIcon(words.refresh)

    /** Opens the story at this position of the list, and returns its title. */
    fun openStory(position: Int = 0): String {
        val title = titles()[position]
        tap(title)
        see(hasContentDescription(words.back))
        see(title)
        return title
    }

    private fun await(
        otherwise: String,
        condition: () -> Boolean,
    ) = try {
        compose.waitUntil(WAIT_MS) { condition() }
    } catch (e: ComposeTimeoutException) {
        throw AssertionError("$otherwise; on the screen: ${texts()}", e)
    }

    private fun texts() = compose.onAllNodes(SemanticsMatcher.keyIsDefined(SemanticsProperties.Text)).fetchSemanticsNodes().map { node ->
        node.config[SemanticsProperties.Text].joinToString()
    }

    private fun shows(what: SemanticsMatcher): Boolean {
        compose.waitForIdle()
        return compose.onAllNodes(what).fetchSemanticsNodes().isNotEmpty()
    }

    private inner class Switch : ExternalResource() {
        override fun after() {
            close()
            app.die()
        }
    }

    companion object {
        /**
         * The time limit of a wait. Nothing takes so long even on a busy machine, so only a failing test
         * waits for it.
         */
        private const val WAIT_MS = 60_000L

        val isHeadline = SemanticsMatcher.keyIsDefined(SemanticsProperties.StateDescription)
        private val isLoading = SemanticsMatcher.keyIsDefined(SemanticsProperties.ProgressBarRangeInfo)
    }
}
