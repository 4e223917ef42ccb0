// The Kotlin layer of the core as an Android library. Its sources are bindings/kotlin at the top of the
// repository; bindings/generate.sh writes the generated ones; README.md says how the library gets into
// src/main/jniLibs.
plugins {
    alias(libs.plugins.android.library)
}

val layer = rootDir.resolve("../bindings/kotlin")

android {
    namespace = "ifilm.bindings"
    compileSdk = 37
    defaultConfig {
        minSdk = 26
        consumerProguardFiles("consumer-rules.pro")
    }
    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }
    sourceSets.getByName("main") {
        kotlin.directories += layer.resolve("src/main/kotlin").path
        kotlin.directories += layer.resolve("target/generated-sources/uniffi-android").path
    }
}

dependencies {
    api(libs.coroutines.core)
    implementation(libs.annotation)
    implementation("${libs.jna.get()}@aar")
}
