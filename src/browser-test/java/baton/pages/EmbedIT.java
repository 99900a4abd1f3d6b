package baton.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The Work Guide in a page of another origin, whose policy is strict and whose style is hostile.
 */
@ExtendWith(Windows.class)
class EmbedIT {
  private static final String FLOW =
      """
      flow: embedded_visit
      kind: screen
      elements:
        - screen: reason
          label: Why do you visit?
          fields:
            - { text: reason, label: Reason, required: true, help: "A few words do.", output: true }
            - { dropdown: kind, label: Kind of visit, choices: [ Sales, Service ], output: true }
        - screen: plan
          label: What is planned?
          fields:
            - { date: day, label: Day, required: true, output: true }
            - radio: way
              label: How do you get there?
              choices: [ Train, Car ]
              required: true
              output: true
            - { checkbox: gift, label: Bring a gift, output: true }
        - screen: more
          label: Anything else?
          fields: [ { long_text: notes, label: Notes, output: true } ]
      """;

  private static final String ORCHESTRATION =
      """
      orchestration: embedded_visits
      label: Visit of a customer
      inputs: { customer: { type: text, required: true } }
      stages:
        - stage: plan
          label: Plan
          steps:
            - interactive: visit
              label: Plan the visit
              flow: embedded_visit
              record: { type: Customer, id: "=customer" }
              assign: { user: ada }
      """;

  /** Everything that a page can do to what it does not know, on purpose. */
  private static final String HOSTILE =
      """
      html { color-scheme: light dark; font: 4px/1 fantasy; }
      body { margin: 0; padding: 16px; background: light-dark(#fff, #111); color: light-dark(#111, #fff); }
      h1 { display: block; font: 700 22px/1.4 serif; margin: 0 0 16px; }
      * { font: italic 900 5px/.4 fantasy !important; letter-spacing: 9px !important; word-spacing: 30px !important;
          text-transform: uppercase !important; text-align: end !important; text-indent: 60px !important;
          text-shadow: 2px 2px red !important; white-space: nowrap !important; cursor: wait !important;
          color: light-dark(#a00, #faa) !important; list-style: square !important; pointer-events: none !important; }
      h1 { font: 700 22px/1.4 serif !important; letter-spacing: 0 !important; text-indent: 0 !important; text-shadow: none !important; }
      main * { all: unset !important; display: none !important; visibility: hidden !important; opacity: 0 !important;
          transform: scale(.1) !important; filter: blur(9px) !important; clip-path: circle(0) !important; }
      section, form, input, select, textarea, button, label, p, h2, h3, ul, li, div, span, fieldset, legend {
          display: none !important; background: red !important; border: 9px solid lime !important; position: fixed !important; }
      """;

  private static final String AS_ADA =
      "document.querySelectorAll('work-guide').forEach(guide => {"
          + " guide.headers = () => ({'X-Baton-User': 'ada'}); });";

  @BeforeEach
  void foreignPagesMayComeHere() {
    assumeTrue(System.getProperty("baton.site") == null, "the node of the tests lists the site");
  }

  private static String visit(Site site) {
    var customer = "C-" + UUID.randomUUID();
    if (site.get("/orchestrations").findValuesAsText("name").stream()
        .noneMatch("embedded_visits"::equals)) {
      site.define("/flows/embedded_visit", FLOW);
      site.define("/orchestrations/embedded_visits", ORCHESTRATION);
    }
    ask(site, customer);
    return customer;
  }

  private static String ask(Site site, String customer) {
    var run =
        site.post(
            "/runs",
            Map.of("orchestration", "embedded_visits", "inputs", Map.of("customer", customer)));
    site.awaitItem("record:Customer/" + customer, "");
    return run.get("id").asText();
  }

  private static String guide(Site site, String customer) {
    return "<work-guide origin=\""
        + site.url("")
        + "\" record-type=\"Customer\" record-id=\""
        + customer
        + "\"></work-guide>";
  }

  private static String origin(Site site) {
    return site.url("/").replaceFirst("/$", "");
  }

  private static String put(Site site, String body, String script) {
    var name = "page-" + UUID.randomUUID();
    ForeignSite.put(name, origin(site), HOSTILE, body, script);
    return "/" + name;
  }

  @Test
  void threeScreensAreDoneInAPageOfAnotherOrigin(Site site, Window window) {
    var customer = visit(site);
    window.visit(ForeignSite.allowed() + put(site, guide(site, customer), AS_ADA));
    window.see("Why do you visit?");
    assertThat(window.page().locator("work-guide")).isVisible();
    window.isAccessible();

    window.field("Reason").fill("They want to see the new model");
    window.field("Kind of visit").selectOption("Service");
    window.press("Next");
    window.see("What is planned?");
    window.isAccessible();
    window.field("Day").fill("2027-03-01");
    window.field("Train").check();
    window.press("Next");
    window.see("Anything else?");
    window.field("Notes").fill("<b>Bring</b> the sample");
    window.press("Finish");

    window.see("Plan the visit is done");
    window.isAccessible();
    var run = site.get("/runs?record=Customer/" + customer).at("/items/0/id").asText();
    site.awaitRun(run, view -> view.get("status").asText().equals("Completed"));
    var outputs = site.get("/runs/" + run).at("/stages/0/steps/0/outputs");
    assertThat(outputs.get("reason").asText()).isEqualTo("They want to see the new model");
    assertThat(outputs.get("kind").asText()).isEqualTo("Service");
    assertThat(outputs.get("way").asText()).isEqualTo("Train");
    assertThat(outputs.get("notes").asText()).isEqualTo("<b>Bring</b> the sample");
  }

  @Test
  void aReloadInTheMiddleKeepsWhatWasTyped(Site site, Window window) {
    var customer = visit(site);
    window.visit(ForeignSite.allowed() + put(site, guide(site, customer), AS_ADA));
    window.field("Reason").fill("To say thanks");
    window.press("Next");
    window.see("What is planned?");
    window.field("Car").check();
    window.see("Draft saved");

    window.page().reload();

    window.see("What is planned?");
    assertThat(window.field("Car")).isChecked();
    window.press("Back");
    assertThat(window.field("Reason")).hasValue("To say thanks");
  }

  @Test
  void anUnlistedPageIsRefusedAndSaysSo(Site site, Window window) {
    var customer = visit(site);
    window.expect("blocked by CORS policy");
    window.expect("net::ERR_FAILED");
    window.visit(ForeignSite.unlisted() + put(site, guide(site, customer), AS_ADA));

    window.see("Baton does not take requests from this site");
    window.see("baton.http.allowed-origins has to list " + ForeignSite.unlisted());
    window.isAccessible();
  }

  @Test
  void aPageThatDoesNotSayWhoActsIsTold(Site site, Window window) {
    var customer = visit(site);
    var script =
        "document.addEventListener('work-guide-problem', event => {"
            + " document.title = event.detail.type + ' ' + event.detail.status; }); "
            + "window.signIn = () => {"
            + AS_ADA
            + "};";
    window.visit(ForeignSite.allowed() + put(site, guide(site, customer), script));
    window.see("Nobody is signed in here");
    assertThat(window.page()).hasTitle("urn:baton:problem:not-signed-in 401");
    window.isAccessible();

    window.page().evaluate("window.signIn()");

    window.see("Why do you visit?");
  }

  @Test
  void anExpiredTokenIsAskedForOnceMore(Site site, Window window) {
    var customer = visit(site);
    var script =
        "let name = 'who-has-gone'; window.asked = [];"
            + " document.querySelector('work-guide').headers = async ({refresh}) => {"
            + " window.asked.push(refresh); if (refresh) name = 'ada';"
            + " return {'X-Baton-User': name}; };";
    window.expectRefusals();
    window.visit(ForeignSite.allowed() + put(site, guide(site, customer), script));

    window.see("Why do you visit?");
    assertThat(window.page().evaluate("window.asked.filter(refresh => refresh).length"))
        .isEqualTo(1);
  }

  @Test
  void aTokenIsSentAsBearer(Site site, Window window) {
    var customer = visit(site);
    var script =
        "const guide = document.querySelector('work-guide'); guide.token = async () => 'abc';"
            + " guide.headers = {'X-Baton-User': 'ada'};";
    var sent =
        window
            .page()
            .waitForRequest(
                request ->
                    request.url().contains("/api/v1/work-items") && request.method().equals("GET"),
                () ->
                    window.visit(ForeignSite.allowed() + put(site, guide(site, customer), script)));
    assertThat(sent.headers()).containsEntry("authorization", "Bearer abc");
    assertThat(sent.headers()).doesNotContainKey("cookie");
    window.see("Why do you visit?");
  }

  @Test
  void twoGuidesAreOnOnePageAndOneMovesWithItsDraft(Site site, Window window) {
    var first = visit(site);
    var second = visit(site);
    var body = guide(site, first) + guide(site, second);
    window.visit(ForeignSite.allowed() + put(site, body, AS_ADA));
    assertThat(guides(window)).hasCount(2);
    reason(window, 0).fill("the first");
    reason(window, 1).fill("the second");
    window.isAccessible();

    window
        .page()
        .evaluate(
            "() => { const [guide] = document.querySelectorAll('work-guide');"
                + " guide.remove(); document.querySelector('main').append(guide); }");

    assertThat(reason(window, 1)).hasValue("the first");
    assertThat(reason(window, 0)).hasValue("the second");
  }

  @Test
  void whatWasTakenOutAsksNothingMore(Site site, Window window) {
    var customer = visit(site);
    window.visit(ForeignSite.allowed() + put(site, guide(site, customer), AS_ADA));
    window.see("Why do you visit?");
    window.page().clock().install();
    window.page().evaluate("document.querySelector('work-guide').remove()");
    var requests = new AtomicInteger();
    window.page().onRequest(request -> requests.incrementAndGet());

    window.page().clock().runFor(120_000);

    assertThat(requests).hasValue(0);
  }

  @Test
  void tabsAreLiveOverOneConnection(Site site, Window window) {
    var customer = visit(site);
    var item = site.get("/work-items?for=record:Customer/" + customer).at("/items/0/id").asText();
    var address = ForeignSite.allowed() + put(site, guide(site, customer), AS_ADA);
    var streams = new AtomicInteger();
    var tabs = new ArrayList<Page>();
    for (var i = 0; i < 3; i++) {
      var tab = window.tab();
      tab.onRequest(request -> {
        if (request.url().endsWith("/work-items:stream")) {
          streams.incrementAndGet();
        }
      });
      tab.navigate(address);
      tab.getByText("Why do you visit?").waitFor();
      tabs.add(tab);
    }

    site.post("/work-items/" + item + ":complete", Map.of("outputs", Map.of("reason", "by phone")));

    tabs.forEach(tab -> tab.getByText("was done by ada in the meantime").waitFor());
    assertThat(streams).hasValue(1);
  }

  @Test
  void severalItemsAreListedAndThePageHearsWhatHappens(Site site, Window window) {
    var customer = visit(site);
    ask(site, customer);
    var script =
        "window.heard = []; for (const name of ['work-items', 'work-item-opened',"
            + " 'work-item-saved', 'work-item-done']) {"
            + " document.addEventListener(name, event => window.heard.push(name)); } "
            + AS_ADA;
    window.visit(ForeignSite.allowed() + put(site, guide(site, customer), script));
    window.see("2 things wait for you here");
    window.isAccessible();

    window.page().locator("work-guide .items button").first().click();
    window.field("Reason").fill("To look at it");
    window.press("Save for later");

    window.see("Saved. You can go on");
    assertThat(window.page().evaluate("window.heard.join(' ')").toString())
        .startsWith("work-items work-item-opened work-item-saved");
  }

  private static Locator guides(Window window) {
    return window.page().locator("work-guide h3:has-text('Why do you visit?')");
  }

  private static Locator reason(Window window, int guide) {
    return window.page().locator("work-guide").nth(guide).getByLabel("Reason");
  }
}
