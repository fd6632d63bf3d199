package io.trovex.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.trovex.client.Document;
import io.trovex.client.ItemResult;
import io.trovex.client.TrovexClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The search page in a real browser, against the whole pipeline. */
@EnabledIf(value = "io.trovex.standalone.Chromium#isWanted", disabledReason = Chromium.MISSING)
class SearchPageIntegrationTests {
    private static final String ATTACK =
            "<img src=x onerror=\"window.injected = true\"><script>window.injected = true</script>";

    private static final double PATIENCE_MS = 20_000;

    @TempDir
    static Path data;

    static Chromium chromium;
    static Pipeline pipeline;
    static TrovexClient client;

    private final List<String> addressed = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        pipeline = Pipeline.start(PipelineSettings.in(data));
        client = new TrovexClient(pipeline.url());
        List<Document> documents = List.of(
                Document.of("kitten", "Pets", "A kitten slept on the sofa all afternoon.", "notes"),
                Document.of("rates", "Money", "The central bank raised interest rates against inflation.", "notes"),
                Document.of("bridge", "Works", "Engineers inspected cracks in the concrete viaduct.", "notes"),
                new Document(
                        "attack",
                        ATTACK,
                        "Lighthouse " + ATTACK + " keepers",
                        "notes",
                        null,
                        Map.of("url", "javascript:window.injected=true", "note", ATTACK),
                        null));
        assertThat(client.submit(documents, true)).allMatch(ItemResult::accepted);
    }

    @AfterAll
    static void stop() {
        if (pipeline != null) {
            pipeline.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void openTheBrowser() {
        context = chromium.browser().newContext();
        context.setDefaultTimeout(PATIENCE_MS);
        page = context.newPage();
        page.onRequest(request -> addressed.add(URI.create(request.url()).getAuthority()));
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
    }

    @AfterEach
    void nothingWentOutOrWrong() {
        context.close();
        assertThat(addressed).isNotEmpty().containsOnly(pipeline.url().getAuthority());
        assertThat(complaints).isEmpty();
    }

    @Test
    void aSearchShowsHighlightedResultsAndItsAddress() {
        open("/");
        search("raised inflation");

        assertThat(titles().first()).hasText("Money");
        assertThat(hit(1).locator("mark")).containsText(new String[] {"raised", "inflation"});
        assertThat(hit(1)).containsText("notes");
        assertThat(page.locator("#summary")).hasText(Pattern.compile("\\d+ documents? in [\\d.,]+ ms"));
        assertThat(page.locator("#generation")).containsText("all-minilm-l6-v2-int8");
        assertThat(page).hasURL(pipeline.url() + "/?q=raised+inflation&mode=hybrid");
        assertThat(page).hasTitle("raised inflation · Trovex");
    }

    @Test
    void theAddressAsksAndTheBackButtonReturns() {
        open("/?q=concrete&mode=keyword");
        assertThat(titles()).hasText(new String[] {"Works"});
        assertThat(mode("Keyword")).isChecked();

        page.getByText("Semantic", new Page.GetByTextOptions().setExact(true)).click();
        search("young feline napping");
        assertThat(titles().first()).hasText("Pets");
        assertThat(hit(1).locator("mark")).hasCount(0);

        page.goBack();
        page.goBack();
        assertThat(titles()).hasText(new String[] {"Works"});
        assertThat(mode("Keyword")).isChecked();
    }

    @Test
    void theKeyboardAloneSearchesAndOpensAHit() {
        open("/?q=sofa&mode=keyword&explain=true");
        assertThat(hit(1).locator(".explanation")).containsText("BM25");

        page.keyboard().press("/");
        page.keyboard().type("viaduct");
        page.keyboard().press("Enter");
        assertThat(titles().first()).hasText("Works");
        titles().first().focus();
        page.keyboard().press("Enter");

        assertThat(titles().first()).hasAttribute("aria-expanded", "true");
        assertThat(hit(1).locator(".more")).containsText("bridge");
        assertThat(hit(1).locator(".life")).containsText("indexed");
    }

    @Test
    void openingAHitIsFedBackOnce() {
        open("/?q=kitten&mode=keyword");
        titles().first().click();
        titles().first().click();
        titles().first().click();

        await().untilAsserted(() -> assertThat(clicks("kitten")).isOne());
    }

    @Test
    void anAddedDocumentBecomesSearchableAndIsShown() {
        open("/");
        button("Add a document").click();
        field("Title").fill("Glassworks");
        field("Content").fill("Apprentices learned to blow crystal goblets at the furnace.");
        field("Source").fill("workshop");
        button("Add").click();

        assertThat(page.locator("#add-outcome")).containsText(Pattern.compile("Searchable after [\\d.,]+ ms"));
        assertThat(page.locator("#add-outcome")).containsText("embedded");
        Locator added = page.locator(".hit.added");
        assertThat(added).containsText("Glassworks");
        assertThat(added).containsText("workshop");
        search("young people who make drinking vessels");
        assertThat(titles().first()).hasText("Glassworks");
    }

    @Test
    void whatADocumentSaysIsInert() {
        open("/?q=lighthouse+keepers&mode=keyword");
        titles().first().click();

        assertThat(titles().first()).hasText(ATTACK);
        assertThat(hit(1)).containsText("Lighthouse " + ATTACK + " keepers");
        assertThat(hit(1).locator(".more")).containsText("javascript:window.injected=true");
        assertThat(hit(1).locator(".more a, img, script")).hasCount(0);
        assertThat(page.evaluate("window.injected ?? null")).isNull();
    }

    @Test
    void whatAUserTypesIsInert() {
        open("/?q=%3Cimg%20src%3Dx%20onerror%3D%22window.injected%20%3D%20true%22%3E%20zzz&mode=keyword");
        assertThat(page.locator("#blank, #results").getByText("<img").first()).isVisible();
        button("Add a document").click();
        field("Title").fill(ATTACK);
        field("Content").fill("Whoever wrote " + ATTACK + " meant no good.");
        button("Add").click();

        assertThat(page.locator(".hit.added")).containsText(ATTACK);
        assertThat(page.locator("#results img, #results script")).hasCount(0);
        assertThat(page.evaluate("window.injected ?? null")).isNull();
    }

    @Test
    void whatIsWrongWithADocumentIsSaidAtItsField() {
        open("/");
        button("Add a document").click();
        button("Add").click();
        assertThat(page.locator("#add-content-wrong")).hasText("A document needs some content.");

        field("Content").fill("Fine.");
        page.locator("#add-title").evaluate("title => title.removeAttribute('maxlength')");
        field("Title").fill("t".repeat(2_000));
        button("Add").click();

        assertThat(page.locator("#add-title-wrong")).containsText("1000");
        assertThat(field("Title")).hasAttribute("aria-invalid", "true");
        expectComplaint("422");
    }

    @Test
    void aProblemOfTheApiIsShownWithItsTrace() {
        open("/?q=" + "long+".repeat(1_000));

        Locator problem = page.getByRole(AriaRole.ALERT);
        assertThat(problem).containsText("at most 4096 characters, not 4999");
        assertThat(problem).containsText(Pattern.compile("Trace [0-9a-f]{32}"));
        assertThat(titles()).hasCount(0);
        expectComplaint("422");
    }

    @Test
    void aServerThatIsAwayIsSaidAndTriedAgain() {
        open("/");
        context.setOffline(true);
        search("kitten");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("cannot be reached");

        context.setOffline(false);
        button("Try again").click();

        assertThat(titles().first()).hasText("Pets");
        assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
        expectComplaint("ERR_INTERNET_DISCONNECTED");
    }

    @Test
    void fitsANarrowScreen() {
        page.setViewportSize(320, 640);
        open("/?q=lighthouse+keepers&mode=keyword&explain=true");
        titles().first().click();
        assertThat(hit(1).locator(".more")).containsText("attack");

        assertThat(page.evaluate("""
                        [...document.querySelectorAll('body *')]
                            .filter(element => element.getBoundingClientRect().right > innerWidth)
                            .map(element => element.outerHTML)""")).asInstanceOf(LIST).isEmpty();
    }

    @Test
    void theBrowserKeepsNoStalePage() {
        open("/");
        assertThat(page.request().get(pipeline.url() + "/js/page.js").headers())
                .containsEntry("cache-control", "no-cache");
    }

    private void open(String path) {
        page.navigate(pipeline.url().resolve(path).toString());
    }

    private void search(String query) {
        page.locator("#query").fill(query);
        page.keyboard().press("Enter");
    }

    private Locator titles() {
        return page.locator("#results .hit h2 button");
    }

    private Locator hit(int ordinal) {
        return page.locator("#hit-" + ordinal);
    }

    private Locator mode(String name) {
        return page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(name));
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(false));
    }

    private static long clicks(String docId) {
        return client.get("/v1/feedback/documents/" + docId)
                .path("counts")
                .path("click")
                .longValue();
    }

    /** The browser itself writes a failed request to its console. */
    private void expectComplaint(String part) {
        assertThat(complaints)
                .isNotEmpty()
                .allSatisfy(complaint -> assertThat(complaint).contains(part));
        complaints.clear();
    }
}
