package baton.flow;

import baton.expression.Type;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The action {@code email}: hands a mail to the {@link Mailer}, and does not wait for its way. */
public final class EmailAction implements Action {
  /** Addresses in one mail. */
  static final int MAX_ADDRESSES = 50;

  private final Mailer mailer;

  public EmailAction(Mailer mailer) {
    this.mailer = mailer;
  }

  @Override
  public String name() {
    return "email";
  }

  /** {@code to}: an address, several with commas between, or a list of addresses. */
  @Override
  public List<Parameter> inputs() {
    return List.of(
        Parameter.required("to", Type.ANY),
        Parameter.required("subject", Type.TEXT),
        Parameter.required("body", Type.TEXT),
        Parameter.optional("html", Type.TEXT));
  }

  @Override
  public List<Parameter> outputs() {
    return List.of();
  }

  @Override
  public boolean callsOut() {
    return true;
  }

  @Override
  public CompletionStage<Map<String, JsonNode>> perform(ActionCall call) {
    var to = addresses(call.input("to"));
    var subject = call.text("subject", "");
    var refused = refused(to, subject);
    if (!refused.isEmpty()) {
      return CompletableFuture.failedStage(ActionFailed.forGood(refused));
    }
    var html = call.input("html");
    var mail =
        new Mailer.Mail(
            call.idempotencyKey(),
            to,
            subject,
            call.text("body", ""),
            html.isNull() ? null : html.asText());
    return mailer.take(mail).thenApply(taken -> Map.of());
  }

  private static List<String> addresses(JsonNode to) {
    var found = new ArrayList<String>();
    var given = to.isArray() ? to : List.of(to);
    for (var part : given) {
      for (var address : part.asText().split(",", -1)) {
        if (!address.isBlank()) {
          found.add(address.strip());
        }
      }
    }
    return found;
  }

  private static String refused(List<String> to, String subject) {
    if (to.isEmpty() || to.size() > MAX_ADDRESSES) {
      return "A mail needs 1 to %d addresses, not %d.".formatted(MAX_ADDRESSES, to.size());
    }
    if (subject.chars().anyMatch(Character::isISOControl)) {
      return "The subject of a mail is one line.";
    }
    for (var address : to) {
      if (!address.matches("[^\\s@<>]+@[^\\s@<>]+")) {
        return "`" + address + "` is no mail address.";
      }
    }
    return "";
  }
}
