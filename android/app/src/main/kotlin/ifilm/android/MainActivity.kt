package ifilm.android

import android.content.ActivityNotFoundException
import android.content.Intent
import android.net.Uri
import android.os.Bundle
import android.widget.Toast
import androidx.activity.ComponentActivity
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.activity.viewModels
import ifilm.android.screen.Shell

/** The only activity: it draws the shell. */
class MainActivity : ComponentActivity() {
    private val model: ShellModel by viewModels()

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        enableEdgeToEdge()
        setContent { Shell(model.shell, ::openLink) }
    }

    override fun onStart() {
        super.onStart()
        model.shell.shown()
    }

    override fun onStop() {
        super.onStop()
        if (!isChangingConfigurations) model.shell.hidden()
    }

    private fun openLink(address: String) {
        try {
            startActivity(Intent(Intent.ACTION_VIEW, Uri.parse(address)))
        } catch (_: ActivityNotFoundException) {
            Toast.makeText(this, R.string.ifilm_no_browser, Toast.LENGTH_LONG).show()
        }
    }
}
