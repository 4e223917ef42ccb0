package ifilm.android.screen

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.foundation.lazy.rememberLazyListState
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Scaffold
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.unit.dp
import ifilm.android.R
import ifilm.android.presentation.Article
import ifilm.android.presentation.ArticleBody
import ifilm.android.presentation.ArticleScreen
import ifilm.android.presentation.Problem
import ifilm.android.presentation.SyncState
import ifilm.android.theme.ContentTheme

/** The actions of an article's page. */
internal class ArticleActions(
    val back: () -> Unit,
    val reload: () -> Unit,
    val fetch: () -> Unit,
    val stop: () -> Unit,
    val languages: () -> Unit,
    val openLink: (String) -> Unit,
)

/** An article to read, set in its own language and direction. */
@Composable
internal fun ArticlePage(
    screen: ArticleScreen,
    sync: SyncState,
    message: (Problem) -> String,
    actions: ArticleActions,
) = Scaffold(topBar = { ArticleBar(actions) }) { padding ->
    when (screen) {
        ArticleScreen.Opening -> OpeningPage(Modifier.padding(padding))

        is ArticleScreen.Failed -> FailedPage(message(screen.failure), actions.reload, Modifier.padding(padding))

        is ArticleScreen.Shown -> ContentTheme(screen.article.language, screen.article.direction) {
            Reading(screen.article, sync, message, actions, padding)
        }
    }
}

@Composable
private fun ArticleBar(actions: ArticleActions) = TopBar(title = null, onBack = actions.back) {
    BarButton(R.drawable.ifilm_language, stringResource(R.string.ifilm_language), actions.languages)
}

@Composable
private fun Reading(
    article: Article,
    sync: SyncState,
    message: (Problem) -> String,
    actions: ArticleActions,
    padding: PaddingValues,
) = Box(Modifier.fillMaxSize(), Alignment.TopCenter) {
    LazyColumn(
        Modifier.widthIn(max = 640.dp).fillMaxSize(),
        rememberLazyListState(),
        padding,
        verticalArrangement = Arrangement.spacedBy(14.dp),
    ) {
        line("date") { Date(article.date, article.edited) }
        line(
            "title",
        ) { Text(article.title, Modifier.fillMaxWidth().semantics { heading() }, style = MaterialTheme.typography.headlineMedium) }
        article.lead?.let { line("lead") { Lead(it) } }
        line("rule") { HorizontalDivider(Modifier.padding(vertical = 4.dp), color = MaterialTheme.colorScheme.outlineVariant) }
        body(article.body, actions, sync, message)
        line("site") { SiteButton(article.link, actions.openLink) }
    }
}

private fun LazyListScope.body(
    body: ArticleBody,
    actions: ArticleActions,
    sync: SyncState,
    message: (Problem) -> String,
) = when (body) {
    is ArticleBody.Ready -> items(body.blocks) { Line { BlockView(it, actions.openLink) } }
    is ArticleBody.Waiting -> line("body") { WaitingBody(body.why, sync, message, actions) }
    ArticleBody.Unreadable -> line("body") { Notice(R.drawable.ifilm_warning, null, stringResource(R.string.ifilm_unreadable_text)) }
}

private fun LazyListScope.line(
    key: String,
    content: @Composable () -> Unit,
) = item(key) { Line(content) }

@Composable
private fun Line(content: @Composable () -> Unit) = Box(Modifier.fillMaxWidth().padding(horizontal = 20.dp)) { content() }

@Composable
private fun Lead(text: String) = Text(
    text,
    Modifier.fillMaxWidth(),
    MaterialTheme.colorScheme.onSurfaceVariant,
    fontWeight = FontWeight.Normal,
    style = MaterialTheme.typography.titleMedium,
)
