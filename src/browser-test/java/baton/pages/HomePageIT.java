package baton.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The overview: a run that moves, and an item for you. */
@ExtendWith(Windows.class)
class HomePageIT {
  @Test
  void asksWhoIsThereAndThenShowsWhatWaits(Site site, Window window) {
    site.onboarding("home-1", "ada");
    window.visit("/").see("Open for development");
    window.see("Who are you?");
    window.isAccessible();

    window.button("Ada Okafor").click();

    window.see("Waiting for you").see("Employee/home-1");
    assertThat(window.page().locator(".stages").first()).isVisible();
    window.isAccessible();
  }
}
