package baton.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The run page: stages and steps that move by themselves, and the log. */
@ExtendWith(Windows.class)
class RunPageIT {
  @Test
  void showsWhatWasWhatIsAndWhatIsToCome(Site site, Window window) {
    var id = site.onboarding("run-1", "ada");
    window.visit("/runs/" + id);

    window.see("Live").see("Waits for a person").see("To come");
    assertThat(window.page().locator(".stage h2"))
        .hasText(new String[] {"Prepare", "Collect and set up", "Welcome"});
    assertThat(window.page().locator("button.step").filter(has("Create accounts")))
        .containsText("Completed");
    window.isAccessible();
  }

  @Test
  void movesWithoutBeingAsked(Site site, Window window) {
    var id = site.onboarding("run-2", "ada");
    window.visit("/runs/" + id).see("Live");

    site.post("/work-items/" + id + ".confirm_contract.1:complete", contract());

    assertThat(window.page().locator("button.step").filter(has("Set up the workplace")))
        .containsText("it_support");
    assertThat(
            window
                .page()
                .locator(".log li")
                .filter(has("Work item of Confirm the contract"))
                .first())
        .containsText("completed by ada");
  }

  @Test
  void tenTabsAreLiveAtOnce(Site site, Window window) {
    var id = site.onboarding("run-3", "ada");
    var tabs = new ArrayList<com.microsoft.playwright.Page>();
    for (var i = 0; i < 10; i++) {
      var tab = window.tab();
      tab.navigate(site.url("/runs/" + id));
      tabs.add(tab);
    }

    site.post("/work-items/" + id + ".confirm_contract.1:complete", contract());

    tabs.forEach(tab ->
        assertThat(tab.locator("button.step", locatorHas("Set up the workplace")))
            .containsText("it_support"));
  }

  @Test
  void tabsAndStepsWorkByKeyboard(Site site, Window window) {
    var id = site.onboarding("run-4", "ada");
    window.visit("/runs/" + id).see("Timeline");

    window.page().locator("#tab-timeline").focus();
    window.page().keyboard().press("ArrowRight");
    window.see("create_accounts.Outputs");
    assertThat(window.focused()).isEqualTo("tab-variables");
    assertThat(window.page().url()).endsWith("?tab=variables");

    window.page().locator("button.step").filter(has("Create accounts")).focus();
    window.page().keyboard().press("Enter");
    assertThat(window.page().locator("dialog[open]")).containsText("grace.lindqvist");
    window.isAccessible();
    window.page().keyboard().press("Escape");
    assertThat(window.page().locator("dialog[open]")).hasCount(0);
  }

  @Test
  void saysWhyAStepHasNotStarted(Site site, Window window) {
    var id = site.onboarding("run-6", "ada");
    window.visit("/runs/" + id).see("Its work item waits for ada.");

    window.page().locator("button.step").filter(has("Set up the workplace")).click();

    assertThat(window.page().locator("dialog[open] .why"))
        .containsText("It starts after Confirm the contract, which is in progress.");
    assertThat(window.page().locator("dialog[open] .why")).containsText("Looked at again when");
    window.isAccessible();
  }

  @Test
  void isCanceledOnlyAfterAQuestion(Site site, Window window) {
    var id = site.onboarding("run-5", "ada");
    window.as("ada").visit("/runs/" + id);

    window.press("Cancel the run");
    window.page().locator("dialog input").fill("never came");
    window.page().locator("dialog button.danger").click();

    assertThat(window.page().locator("h1 + .state")).hasText("Canceled");
    window.see("never came");
  }

  static Map<String, Object> contract() {
    return Map.of("outputs", Map.of("contract", "permanent", "salary", 52000));
  }

  private static com.microsoft.playwright.Locator.FilterOptions has(String text) {
    return new com.microsoft.playwright.Locator.FilterOptions().setHasText(text);
  }

  private static com.microsoft.playwright.Page.LocatorOptions locatorHas(String text) {
    return new com.microsoft.playwright.Page.LocatorOptions().setHasText(text);
  }
}
