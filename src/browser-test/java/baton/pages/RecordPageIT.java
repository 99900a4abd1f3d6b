package baton.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The record page with the Work Guide: a screen flow of several screens, and everything around. */
@ExtendWith(Windows.class)
class RecordPageIT {
  @Test
  void takesAPersonThroughTheScreens(Site site, Window window) {
    var id = site.onboarding("record-1", "ada");
    window.as("ada").visit("/records/Employee/record-1").see("Please confirm the contract");
    window.isAccessible();

    window.field("Fixed term").check();
    window.field("Ends on").fill("2027-12-31");
    window.expectRefusals();
    window.press("Next");
    window.see("One answer needs attention");
    assertThat(window.focused()).isEqualTo("summary");
    assertThat(window.field("Salary per year"))
        .hasAttribute("aria-describedby", "error-salary help-salary");
    window.isAccessible();

    window.field("Salary per year").fill("61000.5");
    window.press("Next");
    window.see("Anything else");
    window.field("Standing desk").check();
    window.field("Comments for the log").fill("starts early");
    window.press("Back");
    assertThat(window.field("Ends on")).hasValue("2027-12-31");
    window.press("Next");
    assertThat(window.field("Standing desk")).isChecked();
    window.page().locator("work-guide button.main").click();

    window.see("Confirm the contract is done");
    var outputs = site.get("/runs/" + id).at("/stages/1/steps/0/outputs");
    assertThat(outputs.get("contract").asText()).isEqualTo("fixed");
    assertThat(outputs.get("endsOn").asText()).isEqualTo("2027-12-31");
    assertThat(outputs.get("salary").asDouble()).isEqualTo(61000.5);
    assertThat(outputs.get("equipmentNeeds").toString()).isEqualTo("[\"Standing desk\"]");
  }

  @Test
  void keepsADraftForLater(Site site, Window window) {
    site.onboarding("record-2", "ada");
    window.as("ada").visit("/records/Employee/record-2");
    window.field("Salary per year").fill("48000");

    window.press("Save for later");
    window.see("Saved. You can go on");
    window.visit("/records/Employee/record-2");

    assertThat(window.field("Salary per year")).hasValue("48000");
  }

  @Test
  void keepsWhatWasTypedWhenSomebodyElseWasFirst(Site site, Window window) {
    var item = site.workplace("record-3");
    window.as("ken").visit("/records/Employee/record-3");
    window.field("Room").selectOption("South 2.11");

    window.expectRefusals();
    site.postAs("linus", "/work-items/" + item + ":complete", Map.of());
    window.see("was done by linus in the meantime");
    assertThat(window.field("Room")).hasValue("2");
    window.press("Finish");

    window.see("already done by linus").see("South 2.11");
    window.isAccessible();
  }

  @Test
  void doesNotOpenWhatSomebodyElseHasClaimed(Site site, Window window) {
    var item = site.workplace("record-7");
    site.claim("linus", item, "record-7");

    window.as("ken").visit("/records/Employee/record-7");

    window.see("Nothing waits for Ken Nakamura on this record.");
  }

  @Test
  void goesOnWithTheNextItemOfTheRun(Site site, Window window) {
    site.inItSupport("PUT", "ada");
    site.onboarding("record-4", "ada");
    window.as("ada").visit("/records/Employee/record-4");
    window.field("Permanent").check();
    window.field("Salary per year").fill("50000");
    window.press("Next");
    window.see("Anything else");
    window.page().locator("work-guide button.main").click();

    window.see("This is the next of the same run");
    assertThat(window.page().locator("work-guide h2")).hasText("Set up the workplace");
    site.inItSupport("DELETE", "ada");
  }

  @Test
  void showsNothingToThoseWhomNobodyAsked(Site site, Window window) {
    site.onboarding("record-5", "ada");
    window.as("radia").visit("/records/Employee/record-5");

    window.see("Nothing waits for Radia Haddad on this record.");
    assertThat(window.page().locator("work-guide")).isHidden();
    window.isAccessible();
  }

  @Test
  void showsTheFieldsOfARecordThatIsKeptHere(Site site, Window window) {
    site.put("/records/Parcel/kept-1", Map.of("fields", Map.of("Weight", 10, "To", "Aarhus")));
    window.as("ada").visit("/records/Parcel/kept-1").see("Aarhus").see("Version 1, created by ada");
    site.put("/records/Parcel/kept-1", Map.of("fields", Map.of("Weight", 11, "To", "Bergen")));
    window.see("Bergen").see("Version 2, changed by ada");
    window.isAccessible();
  }

  @Test
  void listsSeveralItems(Site site, Window window) {
    site.onboarding("record-6", "ada");
    site.onboarding("record-6", "ada");
    window.as("ada").visit("/records/Employee/record-6").see("2 things wait for you here");
    window.isAccessible();

    window.page().locator("work-guide .items button").first().click();

    window.see("Please confirm the contract");
    assertThat(window.focused()).isEqualTo("screen");
  }
}
