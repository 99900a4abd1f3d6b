package baton.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A person's browser window. Its console must stay empty, and any page that it shows can be held
 * against the rules of accessibility.
 */
final class Window implements AutoCloseable {
  private static final int WIDE = 1280;
  private static final int NARROW = 390;
  private static final int HEIGHT = 844;
  private static final int PATIENCE_MILLIS = 15_000;

  /** {@code -Dbaton.pictures=DIRECTORY} keeps a picture of whatever is held against the rules. */
  private static final @Nullable String PICTURES = System.getProperty("baton.pictures");

  private static int pictures;

  private final Site site;
  private final BrowserContext context;
  private final Page page;
  private final List<String> console = new CopyOnWriteArrayList<>();
  private final List<String> expected = new CopyOnWriteArrayList<>();

  Window(Site site, Browser browser) {
    this.site = site;
    context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(WIDE, HEIGHT)
                .setReducedMotion(ReducedMotion.REDUCE));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    page = tab();
  }

  Page page() {
    return page;
  }

  /** Another tab of the same person's browser. */
  Page tab() {
    var tab = context.newPage();
    tab.onConsoleMessage(message -> console.add(message.type() + ": " + message.text()));
    tab.onPageError(error -> console.add("error: " + error));
    return tab;
  }

  Window as(String username) {
    var answer =
        context
            .request()
            .post(
                site.url("/api/v1/me"),
                RequestOptions.create()
                    .setHeader("X-Baton-Request", "test")
                    .setData(Map.of("user", username)));
    assertThat(answer.ok()).as(answer.text()).isTrue();
    return this;
  }

  Window visit(String path) {
    page.navigate(site.url(path));
    return this;
  }

  Window see(String text) {
    page.getByText(text).filter(new Locator.FilterOptions().setVisible(true)).first().waitFor();
    return this;
  }

  void press(String name) {
    button(name).click();
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator field(String label) {
    return page.getByLabel(label);
  }

  /** What has the focus, also within a component. */
  String focused() {
    return (String)
        page.evaluate(
            "() => { let at = document.activeElement;"
                + " while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;"
                + " return at.id || at.localName; }");
  }

  /** From here on the server refuses things on purpose, which browsers note in the console. */
  void expectRefusals() {
    expect("the server responded with a status of 4");
  }

  /** From here on the console may say this. */
  void expect(String words) {
    expected.add(words);
  }

  /** No finding of axe in light and dark, and nothing runs over the edge, wide and narrow. */
  void isAccessible() {
    hasNoFinding(NARROW, ColorScheme.DARK);
    hasNoFinding(WIDE, ColorScheme.LIGHT);
  }

  private void hasNoFinding(int width, ColorScheme scheme) {
    page.setViewportSize(width, HEIGHT);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    if (PICTURES != null) {
      var picture = Path.of(PICTURES, "%03d-%d.png".formatted(++pictures, width));
      page.screenshot(new Page.ScreenshotOptions().setPath(picture).setFullPage(true));
    }
    var found = new AxeBuilder(page).exclude("iframe").analyze().getViolations();
    assertThat(found).as(scheme + " " + width + " px").isEmpty();
    assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
        .as("no sideways scrolling at %d px", width)
        .isLessThanOrEqualTo(width);
  }

  List<String> console() {
    return console.stream().filter(line -> expected.stream().noneMatch(line::contains)).toList();
  }

  @Override
  public void close() {
    context.close();
  }
}
