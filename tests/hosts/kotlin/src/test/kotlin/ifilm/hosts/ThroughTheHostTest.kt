package ifilm.hosts

import org.junit.AfterClass
import org.junit.BeforeClass
import org.junit.runner.RunWith
import org.junit.runners.Suite

/** The whole story once more: every test of a practice site, with the JDK's HTTP client as the transport. */
@RunWith(Suite::class)
@Suite.SuiteClasses(
    BlocksTest::class,
    BudgetTest::class,
    CancelTest::class,
    CountsTest::class,
    DueTest::class,
    FailureTest::class,
    FetchingTest::class,
    FillingTest::class,
    HeadlinesTest::class,
    HistoryTest::class,
    ObservingTest::class,
    PicturesTest::class,
    PlanTest::class,
    PositionsTest::class,
    ReadingTest::class,
    SameStoryTest::class,
    SearchTest::class,
    SpeechTest::class,
    StorageTest::class,
    TransferTest::class,
    UserTest::class,
    WakingTest::class,
    WishesTest::class,
)
class ThroughTheHostTest {
    companion object {
        @JvmStatic
        @BeforeClass
        fun begin() {
            transportOfScenarios = ::HttpStack
        }

        @JvmStatic
        @AfterClass
        fun end() {
            transportOfScenarios = null
        }
    }
}
