package baton.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pages that mostly list: runs, mail, people, orchestrations; and the header over all. */
@ExtendWith(Windows.class)
class ListPagesIT {
  @Test
  void runsAreFilteredByTheAddress(Site site, Window window) {
    var id = site.onboarding("list-1", "ada");
    window.visit("/runs").see(id);
    window.isAccessible();

    window.press("Completed");
    assertThat(window.page().getByText(id)).hasCount(0);
    assertThat(window.page().url()).endsWith("?status=Completed");
    window.press("In progress");
    window.see(id).see("list-1");
  }

  @Test
  void runsAreFoundSortedAndPaged(Site site, Window window) {
    var id = site.onboarding("list-5", "ada");
    site.onboarding("list-6", "ada");
    window.visit("/runs?orchestration=employee_onboarding").see(id).see("Collect and set up");

    window.field("Find").fill("list-5");
    window.press("Find");
    assertThat(window.page().locator("tbody tr")).hasCount(1);
    assertThat(window.page().url()).endsWith("businessKey=list-5");
    window.field("Find").fill("Employee/list-5");
    window.press("Find");
    assertThat(window.page()).hasURL(Pattern.compile(".*record=Employee%2Flist-5"));
    assertThat(window.page().locator("tbody tr")).hasCount(1);
    window.field("Find").fill("manager=ada");
    window.press("Find");
    window.see("list-6");

    window.visit("/runs?orchestration=employee_onboarding&order=oldest");
    assertThat(window.page().locator("th[aria-sort=ascending]")).hasCount(1);
    window.page().locator("button.sort").click();
    assertThat(window.page().locator("th[aria-sort=descending]")).hasCount(1);
    window.visit("/runs?businessKey=nothing").see("No run matches.");
    window.isAccessible();
  }

  @Test
  void mailIsShownAndLeadsToTheRecord(Site site, Window window) {
    site.onboarding("list-2", "margaret");
    window.as("margaret").visit("/mail?to=margaret@example.org");
    window.page().locator("li.row a").first().click();
    assertThat(window.page().frameLocator("iframe").locator("body")).containsText("Confirm");
    window.isAccessible();

    window.press("Text");
    window.page().locator(".mail-text a").first().click();

    assertThat(window.page()).hasURL(Pattern.compile(".*/records/Employee/list-2.*"));
    window.see("Please confirm the contract");
  }

  @Test
  void peopleAreShownWithWhatTheyBelongTo(Window window) {
    window.visit("/people").see("Ada Okafor").see("it_support");
    window.isAccessible();
    window.press("Queues");
    window.see("IT support");
    window.isAccessible();
  }

  @Test
  void peopleAreFound(Window window) {
    window.visit("/people").see("Ada Okafor");
    window.field("Find").fill("lindq");
    window.press("Find");
    assertThat(window.page().locator("tbody tr")).hasCount(1);
    window.see("Grace Lindqvist");
    assertThat(window.page().url()).endsWith("?search=lindq");
    window.visit("/people?search=nothing-like-it").see("Nobody is found.");
  }

  @Test
  void anAbsenceIsKeptShownAndForgotten(Window window) {
    window.as("ada").visit("/people?user=edsger").see("Absences of Edsger Visser");
    window.page().locator("input[name=from]").fill("2026-01-01T08:00");
    window.page().locator("input[name=to]").fill("2027-12-31T18:00");
    window.field("Who stands in (username)").fill("hedy");
    window.press("Add");
    window.see("hedy stands in");
    window.isAccessible();

    window.page().locator("who-gets-it select").selectOption("user");
    window.field("Named").fill("edsger");
    window.press("Tell");
    assertThat(window.page().locator("who-gets-it")).containsText("hedy stands in");

    window.page().locator("user-absences li button").first().click();
    window.see("None is known.");
  }

  @Test
  void aRunIsStartedFromItsOrchestration(Window window) {
    window.as("ada").visit("/orchestrations?name=employee_onboarding").see("Versions");
    window.isAccessible();

    window
        .field("Inputs, as JSON")
        .fill("{\"employee\": \"list-3\", \"name\": \"Lin\", \"startsOn\": \"2027-03-01\"}");
    window.field("Business key").fill("list-3");
    window.press("Start the run");

    assertThat(window.page().locator("h1")).hasText("Employee onboarding");
    window.see("list-3");
  }

  @Test
  void theHeaderTakesAnyIdAndAnyPerson(Site site, Window window) {
    var id = site.onboarding("list-4", "ada");
    window.visit("/people");
    window.page().locator("person-switcher select").selectOption("ada");

    window.page().locator("#jump-id").fill(id + ".confirm_contract.1");
    window.page().keyboard().press("Enter");

    window.see("Please confirm the contract");
    assertThat(window.page().url()).contains("/records/Employee/list-4");
    assertThat(window.focused()).isEqualTo("main");
    window.page().locator("#jump-id").fill(id);
    window.page().keyboard().press("Enter");
    window.see("Timeline");
  }

  @Test
  void anUnknownAddressSaysSo(Window window) {
    window.visit("/runs");
    window
        .page()
        .evaluate("history.pushState(null, '', '/nowhere'); dispatchEvent(new Event('popstate'))");
    window.see("There is no page here");
    window.isAccessible();
  }
}
