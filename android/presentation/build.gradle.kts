plugins {
    alias(libs.plugins.kotlin.jvm)
}

kotlin {
    compilerOptions.allWarningsAsErrors = true
    jvmToolchain(17)
}

dependencies {
    api(libs.coroutines.core)
    testImplementation(libs.junit)
}
