package baton.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The fields of screens as a person meets them in the Work Guide: what is not a plain text. */
@ExtendWith(Windows.class)
class ScreenFieldsIT {
  private static final String CHOSEN = "North Sea Lines (North-Sea-Lines)";
  private static final String SECRET = "correct horse battery";

  private static final String FLOW =
      """
      flow: shipping_details
      kind: screen
      variables:
        parcel: { type: record, input: true, output: true }
      elements:
        - screen: details
          label: How is it sent?
          fields:
            - section: money_and_time
              label: Money and time
              columns:
                - - currency: insured
                    label: Insured for
                    unit: EUR
                    required: true
                    help: What it would cost to replace it.
                    validate: { when: "insured <= 500", message: "Insured parcels are worth at most 500 EUR." }
                    output: true
                  - { date: leaves, label: Leaves on, required: true, output: true }
                - - { date_time: collected, label: Collected at, output: true }
                  - { record_field: weight, record_type: Parcel, record: parcel, field: Weight }
            - { lookup: carrier, label: Carrier, record_type: Carrier, shows: Name, required: true, output: true }
            - multi_select: extras
              label: Extras
              choices: [ Fragile, Signature, Saturday ]
              output: true
            - { checkbox: gift, label: It is a gift, output: true }
            - { long_text: greeting, label: Greeting, visible: gift, required: true, output: true }
        - screen: door
          label: The door
          fields:
            - { password: code, label: Code of the door, required: true }
            - { text: floor, label: Floor, output: true }
        - screen: done
          label: All there
          fields: [ { display: thanks, label: "Thank you; nothing else is needed." } ]
      """;

  private static final String ORCHESTRATION =
      """
      orchestration: shipping_fields
      label: Shipping
      inputs: { parcel: { type: text, required: true } }
      stages:
        - stage: ask
          steps:
            - interactive: details
              label: Tell how it is sent
              flow: shipping_details
              inputs: { parcel: "={'Weight': 2}" }
              record: { type: Parcel, id: "=parcel" }
              assign: { user: ada }
      """;

  /** Who is asked, about which record. */
  private record Asked(String run, String parcel) {
    String page() {
      return "/records/Parcel/" + parcel;
    }
  }

  private static Asked shipping(Site site) {
    var parcel = "P-" + UUID.randomUUID();
    site.put(
        "/record-types/Parcel",
        Map.of(
            "label",
            "Parcel",
            "fields",
            List.of(
                Map.of("name", "Weight", "label", "Weight in kg", "kind", "number", "most", 30))));
    site.put(
        "/record-types/Carrier",
        Map.of("label", "Carrier", "fields", List.of(Map.of("name", "Name"))));
    for (var name : List.of("Nordic Post", "North Sea Lines", "Hafen Express")) {
      site.put(
          "/records/Carrier/" + name.replace(" ", "-"), Map.of("fields", Map.of("Name", name)));
    }
    site.define("/flows/shipping_details", FLOW);
    site.define("/orchestrations/shipping_fields", ORCHESTRATION);
    var run =
        site.post(
            "/runs",
            Map.of("orchestration", "shipping_fields", "inputs", Map.of("parcel", parcel)));
    site.awaitItem("user:ada", parcel);
    return new Asked(run.get("id").asText(), parcel);
  }

  @Test
  void takeMoneyTimesRecordsAndChoices(Site site, Window window) {
    var asked = shipping(site);
    window.as("ada").visit(asked.page()).see("How is it sent?");
    var page = window.page();
    carrier(window).pressSequentially("n");
    window.see("3 found.");
    window.isAccessible();
    carrier(window).press("Escape");
    assertThat(left(window, "Collected at")).isGreaterThan(left(window, "Insured for"));
    page.setViewportSize(390, 844);
    assertThat(left(window, "Collected at")).isEqualTo(left(window, "Insured for"));
    page.setViewportSize(1280, 844);

    window.expectRefusals();
    window.press("Next");
    window.see("3 answers need attention");
    assertThat(window.focused()).isEqualTo("summary");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Insured for"))
        .press("Enter");
    assertThat(window.focused()).isEqualTo("field-insured");
    window.isAccessible();

    page.keyboard().type("900");
    window.press("Next");
    window.see("Insured parcels are worth at most 500 EUR.");
    window.field("Insured for").fill("499.95");
    assertThat(page.locator("#error-insured")).hasCount(0);

    window.field("Leaves on").fill("2027-01-31");
    window.field("Collected at").fill("2027-01-30T16:45");
    window.field("Weight in kg").fill("4.5");
    choose(window);
    window.field("Signature").check();
    window.field("Fragile").check();

    assertThat(window.field("Greeting")).hasCount(0);
    window.field("It is a gift").check();
    window.field("Greeting").fill("Many happy returns");
    window.isAccessible();
    window.press("Next");

    window.see("The door");
    window.press("Back");
    assertThat(carrier(window)).hasValue(CHOSEN);
    assertThat(window.field("Collected at")).hasValue("2027-01-30T16:45");
    assertThat(window.field("Fragile")).isChecked();
    assertThat(window.field("Saturday")).not().isChecked();
    window.press("Next");

    window.field("Code of the door").fill(SECRET);
    window.press("Next");
    window.see("Thank you; nothing else is needed.");
    finish(window);

    var outputs = site.get("/runs/" + asked.run()).at("/stages/0/steps/0/outputs");
    assertThat(outputs.get("insured").decimalValue()).isEqualByComparingTo("499.95");
    assertThat(outputs.get("leaves").asText()).isEqualTo("2027-01-31");
    assertThat(outputs.get("collected").asText()).startsWith("2027-01-30T").endsWith("Z");
    assertThat(outputs.at("/parcel/Weight").asText()).isEqualTo("4.5");
    assertThat(outputs.get("carrier").asText()).isEqualTo("North-Sea-Lines");
    assertThat(outputs.get("extras").toString()).isEqualTo("[\"Fragile\",\"Signature\"]");
    assertThat(outputs.get("greeting").asText()).isEqualTo("Many happy returns");
  }

  private static Locator carrier(Window window) {
    return window
        .page()
        .getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Carrier"));
  }

  private static double left(Window window, String field) {
    return window.field(field).boundingBox().x;
  }

  /** By the keyboard alone, as a combobox works. */
  private static void choose(Window window) {
    var lookup = carrier(window);
    var options = window.page().locator("work-guide [role=option]");
    lookup.fill("nor");
    assertThat(options).hasCount(2);
    lookup.press("ArrowDown");
    assertThat(window.page().locator("work-guide [aria-selected=true]")).hasText(CHOSEN);
    lookup.press("Enter");
    assertThat(lookup).hasValue(CHOSEN);
    assertThat(options).hasCount(0);
  }

  private static void fillDetails(Window window) {
    window.field("Insured for").fill("10");
    window.field("Leaves on").fill("2027-01-31");
    choose(window);
    window.press("Next");
    window.see("The door");
  }

  private static void finish(Window window) {
    window.press("Finish");
    window.see("Tell how it is sent is done");
  }

  @Test
  void aPasswordIsNeverShownAgainAndWhatTakesLongIsLookedAfter(Site site, Window window) {
    var asked = shipping(site);
    window.as("ada").visit(asked.page()).see("How is it sent?");
    fillDetails(window);
    var code = window.field("Code of the door");
    assertThat(code).hasAttribute("type", "password");
    code.fill(SECRET);
    window.field("Floor").fill("3");
    window.press("Save for later");
    window.see("Saved. You can go on");

    window.visit(asked.page());
    assertThat(window.field("Floor")).hasValue("3");
    assertThat(code).hasValue("");
    code.fill(SECRET);
    takesLongNext(window);
    window.press("Next");
    window.see("What you answered is kept");
    window.see("All there");
    assertThat(window.focused()).isEqualTo("screen");
    window.press("Back");
    assertThat(window.field("Floor")).hasValue("3");
    assertThat(code).hasValue("");
    assertThat(window.page().content()).doesNotContain(SECRET);
    var interview = site.get("/work-items/" + asked.run() + ".details.1/interview");
    assertThat(interview.toString()).contains("Floor").doesNotContain(SECRET);
  }

  /** The server goes on, and takes longer than a person waits. */
  private static void takesLongNext(Window window) {
    window.expectRefusals();
    window
        .page()
        .route(
            "**/interview",
            route -> {
              route.fetch();
              route.fulfill(
                  new Route.FulfillOptions()
                      .setStatus(409)
                      .setContentType("application/problem+json")
                      .setBody(
                          "{\"type\":\"urn:baton:problem:still-working\",\"title\":\"Still working\"}"));
            },
            new Page.RouteOptions().setTimes(1));
  }
}
