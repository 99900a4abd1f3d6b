package baton.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * My work: what waits for a person over all records, to be claimed, released, reassigned and done.
 */
@ExtendWith(Windows.class)
class MyWorkPageIT {
  @Test
  void listsFindsAndOpensItems(Site site, Window window) {
    site.onboarding("work-1", "grace");
    site.onboarding("work-2", "grace");
    window.as("grace").visit("/my-work").see("Employee/work-1").see("Employee/work-2");
    window.isAccessible();

    window.field("Search").fill("work-1");
    assertThat(row(window, "work-2")).hasCount(0);
    assertThat(window.page().url()).contains("q=work-1");
    row(window, "work-1").getByText("Confirm the contract").click();

    window.see("Please confirm the contract");
    window.isAccessible();
  }

  @Test
  void sharedItemsAreClaimedAndReleased(Site site, Window window) {
    site.workplace("work-3");
    window.as("ken").visit("/my-work?for=queue:it_support");
    var row = row(window, "work-3");

    row.getByText("Claim", new Locator.GetByTextOptions().setExact(true)).click();
    assertThat(row).containsText("claimed by ken");
    row.getByText("Release").click();
    assertThat(row).not().containsText("claimed by");
  }

  @Test
  void itemsAreHandedToOthers(Site site, Window window) {
    site.workplace("work-4");
    window.as("linus").visit("/my-work?q=work-4");

    row(window, "work-4").getByText("Reassign").click();
    window.isAccessible();
    window.page().locator("dialog select").selectOption("user:radia");
    window.page().locator("dialog button.main").click();

    assertThat(row(window, "work-4")).hasCount(0);
    window.as("radia").visit("/my-work?q=work-4").see("Set up the workplace");
  }

  @Test
  void tenTabsAreLiveWithoutAsking(Site site, Window window) {
    site.onboarding("work-5", "grace");
    var asked = new AtomicInteger();
    window.as("grace").page().clock().install();
    var tabs = new ArrayList<Page>();
    for (var i = 0; i < 10; i++) {
      var tab = window.tab();
      tab.navigate(site.url("/my-work"));
      assertThat(tab.getByText("Employee/work-5")).isVisible();
      assertThat(tab.locator("work-count .count")).isVisible();
      tab.onRequest(request -> {
        if (request.url().contains("/api/v1/")) {
          asked.incrementAndGet();
        }
      });
      tabs.add(tab);
    }

    window.page().clock().runFor(50_000); // to open the tabs took a while: the minute may be over
    assertThat(asked.get()).as("two requests a minute for each tab").isLessThanOrEqualTo(20);

    site.onboarding("work-6", "grace");
    tabs.forEach(tab -> assertThat(tab.getByText("Employee/work-6")).isVisible());
    assertThat(asked.get()).as("and some for each change").isLessThanOrEqualTo(120);
  }

  @Test
  void asksNobodyInParticularWhoTheyAre(Window window) {
    window.visit("/my-work").see("Who are you?");
    window.isAccessible();
  }

  private static Locator row(Window window, String employee) {
    return window
        .page()
        .locator("li.row")
        .filter(new Locator.FilterOptions().setHasText("Employee/" + employee));
  }
}
