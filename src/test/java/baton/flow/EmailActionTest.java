package baton.flow;

import static baton.flow.FlowsForTests.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailActionTest {
  private final List<Mailer.Mail> taken = new ArrayList<>();
  private final EmailAction action =
      new EmailAction(mail -> {
        taken.add(mail);
        return CompletableFuture.completedStage(mail.id());
      });

  private CompletableFuture<?> send(String inputs) {
    return action
        .perform(new ActionCall(values(inputs), "r1/step/1/1", "r1/send"))
        .toCompletableFuture();
  }

  @Test
  void aMailIsHandedToTheMailerUnderTheKeyOfTheCall() {
    assertThat(send("{to: 'ada@example.org, bo@example.org', subject: Hi, body: Hello}"))
        .isCompleted();
    assertThat(taken)
        .containsExactly(
            new Mailer.Mail(
                "r1/step/1/1", List.of("ada@example.org", "bo@example.org"), "Hi", "Hello", null));
  }

  @Test
  void addressesMayBeAListAndTheBodyAlsoHtml() {
    send("{to: [ada@example.org, bo@example.org], subject: Hi, body: Hello, html: <b>Hello</b>}");
    assertThat(taken.get(0).to()).hasSize(2);
    assertThat(taken.get(0).html()).isEqualTo("<b>Hello</b>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{to: '', subject: Hi, body: x}",
        "{to: ada, subject: Hi, body: x}",
        "{to: 'Ada <ada@example.org>', subject: Hi, body: x}",
        "{to: \"ada@example.org\\nBcc: eve@example.org\", subject: Hi, body: x}",
        "{to: ada@example.org, subject: \"Hi\\nBcc: eve@example.org\", body: x}"
      })
  void aMailThatCannotBeSentIsAFailureForGood(String inputs) {
    var failed = send(inputs);
    assertThat(failed.handle((done, failure) -> failure).join().getCause())
        .isInstanceOfSatisfying(
            ActionFailed.class, failure -> assertThat(failure.isRetryable()).isFalse());
    assertThat(taken).isEmpty();
  }

  @Test
  void aMailHasAtMostFiftyAddresses() {
    var most = String.join(",", Collections.nCopies(EmailAction.MAX_ADDRESSES, "a@example.org"));
    assertThat(send("{to: '%s', subject: s, body: b}".formatted(most))).isCompleted();
    assertThat(send("{to: '%s,b@example.org', subject: s, body: b}".formatted(most)))
        .isCompletedExceptionally();
  }
}
