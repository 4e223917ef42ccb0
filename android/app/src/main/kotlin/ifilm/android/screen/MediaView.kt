package ifilm.android.screen

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.res.painterResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp
import ifilm.android.R
import ifilm.android.presentation.BlockContent
import ifilm.android.presentation.MediaKind

/** The placeholder for a picture of the article. */
@Composable
internal fun PictureView(picture: BlockContent.Picture) = Stand(
    R.drawable.ifilm_picture,
    picture.text?.let { stringResource(R.string.ifilm_picture_of, it) } ?: stringResource(R.string.ifilm_picture),
)

/** The placeholder for a recording or a player. A tap opens its address. */
@Composable
internal fun MediaView(
    media: BlockContent.Media,
    onLink: (String) -> Unit,
) {
    val name = stringResource(media.kind.label())
    val text = media.text?.let { stringResource(R.string.ifilm_media_of, name, it) } ?: name
    val taps = Modifier.clip(MaterialTheme.shapes.medium).clickable(role = Role.Button) { onLink(media.address) }
    Stand(media.kind.icon(), text, taps)
}

private fun MediaKind.label() = when (this) {
    MediaKind.VIDEO -> R.string.ifilm_video
    MediaKind.AUDIO -> R.string.ifilm_audio
    MediaKind.PLAYER -> R.string.ifilm_player
}

private fun MediaKind.icon() = when (this) {
    MediaKind.VIDEO, MediaKind.PLAYER -> R.drawable.ifilm_video
    MediaKind.AUDIO -> R.drawable.ifilm_audio
}

@Composable
private fun Stand(
    icon: Int,
    text: String,
    modifier: Modifier = Modifier,
) = Surface(modifier.fillMaxWidth(), MaterialTheme.shapes.medium, MaterialTheme.colorScheme.surfaceContainer) {
    Row(Modifier.padding(14.dp), verticalAlignment = Alignment.CenterVertically) {
        Icon(painterResource(icon), null, tint = MaterialTheme.colorScheme.onSurfaceVariant)
        Text(
            text,
            Modifier.weight(1f).padding(start = 12.dp),
            MaterialTheme.colorScheme.onSurfaceVariant,
            style = MaterialTheme.typography.bodyMedium,
        )
    }
}
