package baton.work;

import static baton.work.Items.about;
import static baton.work.Items.item;
import static baton.work.Items.labelled;
import static baton.work.Items.reassigned;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {
  private static final String URL = "http://127.0.0.1:8080";
  private static final WorkItem ITEM = item("run-1.collect_documents.1", "user:ada");

  @Test
  void aUserIsAddressedByName() {
    var wording = Wording.personal(ITEM, "Ada Okafor", URL);

    assertThat(wording.subject()).isEqualTo("For you: Collect documents (Employee onboarding)");
    assertThat(wording.text())
        .startsWith("Hello Ada Okafor,")
        .contains("waiting for you", "Collect documents", "Employee onboarding", "Employee E-1001");
    assertThat(wording.html()).contains("Hello Ada Okafor,", "waiting for you");
  }

  @Test
  void aGroupOrQueueIsAddressedInGeneral() {
    var wording = Wording.shared(ITEM, "IT support", URL);

    assertThat(wording.subject()).isEqualTo("IT support: Collect documents (Employee onboarding)");
    assertThat(wording.text()).startsWith("Hello,").contains("waiting for IT support");
    assertThat(wording.html()).contains("as a member of IT support");
  }

  @Test
  void aReassignmentSaysSo() {
    var again = reassigned(ITEM, "user:grace");

    assertThat(Wording.personal(again, "Grace", URL).text()).contains("handed to you");
    assertThat(Wording.shared(again, "HR", URL).text()).contains("handed to HR");
  }

  @Test
  void theLinkLeadsToTheRecordsPageWithTheItem() {
    var link = URL + "/records/Employee/E-1001?item=run-1.collect_documents.1";

    var wording = Wording.personal(ITEM, "Ada", URL + "/");

    assertThat(wording.text().lines()).contains(link);
    assertThat(wording.html().replace("&#61;", "=")).contains("<a href=\"" + link + "\"");
  }

  @Test
  void aLinkKeepsEveryCharacterOfTheRecord() {
    assertThat(Wording.link(about(ITEM, "Sales Order", "ä/1?x=2&y#z"), URL))
        .isEqualTo(
            URL
                + "/records/Sales%20Order/%C3%A4%2F1%3Fx%3D2%26y%23z"
                + "?item=run-1.collect_documents.1");
  }

  @Test
  void nothingFromADefinitionOrAPersonBecomesHtml() {
    var item =
        about(
            labelled(ITEM, "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>"),
            "Employee",
            "'\"><b>x");

    for (var wording :
        new Wording[] {
          Wording.personal(item, "<i>Ada</i>", URL), Wording.shared(item, "<u>IT</u>", URL)
        }) {
      assertThat(wording.html())
          .doesNotContain("<script>", "<img", "<b>x", "<i>Ada", "<u>IT")
          .contains("&lt;script&gt;");
    }
  }

  @Test
  void thePlainTextKeepsItsCharacters() {
    var wording = Wording.personal(labelled(ITEM, "Check Q&A <draft>", "R&D"), "O'Neil", URL);

    assertThat(wording.text()).contains("Check Q&A <draft>", "R&D", "O'Neil");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Check\r\nBcc: all@example.org",
        "Check\nBcc: all@example.org",
        "Check\rBcc: all@example.org",
        "Check\u2028Bcc: all@example.org",
        "Check\u0085Bcc: all@example.org",
        "Check\u0000Bcc: all@example.org"
      })
  void aSubjectIsOneLine(String label) {
    assertThat(Wording.personal(labelled(ITEM, label, "X"), "Ada", URL).subject())
        .isEqualTo("For you: Check Bcc: all@example.org (X)");
  }

  @Test
  void aLongSubjectIsCutWithoutBreakingACharacter() {
    var most = Wording.LONGEST_SUBJECT_CHARACTERS;

    assertThat(Wording.headerSafe("x".repeat(most))).hasSize(most).doesNotContain("…");
    assertThat(Wording.headerSafe("x".repeat(most + 1))).hasSize(most).endsWith("x…");
    assertThat(Wording.headerSafe("😀".repeat(most)))
        .hasSizeLessThanOrEqualTo(most)
        .endsWith("😀…");
  }
}
