package baton.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.RequestEntity;
import org.apache.pekko.http.javadsl.model.Uri;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.scaladsl.model.IllegalUriException;
import org.apache.pekko.util.ByteString;

/** The request that the inputs of an {@code http} action describe. */
final class HttpCall {
  private static final Map<String, HttpMethod> METHODS =
      Map.of(
          "GET", HttpMethods.GET,
          "HEAD", HttpMethods.HEAD,
          "POST", HttpMethods.POST,
          "PUT", HttpMethods.PUT,
          "PATCH", HttpMethods.PATCH,
          "DELETE", HttpMethods.DELETE);

  /** Headers that say how the message is sent, which is not the flow's to say. */
  private static final Set<String> OURS =
      Set.of("host", "content-length", "transfer-encoding", "connection", "idempotency-key");

  private HttpCall() {}

  static HttpRequest request(ActionCall call) {
    var method = METHODS.get(call.text("method", "GET").toUpperCase(Locale.ROOT));
    if (method == null) {
      throw ActionFailed.forGood("`method` must be one of " + METHODS.keySet() + ".");
    }
    var headers = new ArrayList<HttpHeader>();
    Optional<String> contentType = Optional.empty();
    for (var header : call.input("headers").properties()) {
      var name = header.getKey();
      var value = header.getValue().asText();
      check(name, value);
      if (name.equalsIgnoreCase("content-type")) {
        contentType = Optional.of(value);
      } else {
        headers.add(RawHeader.create(name, value));
      }
    }
    headers.add(RawHeader.create("Idempotency-Key", call.idempotencyKey()));
    var request = HttpRequest.create().withMethod(method).withUri(uri(call)).withHeaders(headers);
    var body = call.input("body");
    return body.isNull() ? request : request.withEntity(entity(body, contentType));
  }

  private static Uri uri(ActionCall call) {
    var text = call.text("url", "");
    try {
      var uri = Uri.create(text);
      var scheme = uri.scheme();
      if ((scheme.equals("http") || scheme.equals("https"))
          && !uri.host().address().isEmpty()
          && uri.getUserInfo().isEmpty()) {
        return uri;
      }
    } catch (IllegalUriException notOne) {
      // told below, like one that is no address of a web service
    }
    throw ActionFailed.forGood(
        "`url` must be an http or https address without a user name, not `" + text + "`.");
  }

  private static void check(String name, String value) {
    if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")
        || OURS.contains(name.toLowerCase(Locale.ROOT))) {
      throw ActionFailed.forGood("A call cannot set the header `" + name + "`.");
    }
    if (value.chars().anyMatch(c -> c < ' ' || c == 127)) {
      throw ActionFailed.forGood("The header `" + name + "` has more than one line.");
    }
  }

  private static RequestEntity entity(JsonNode body, Optional<String> contentType) {
    var otherwise = body.isTextual() ? ContentTypes.TEXT_PLAIN_UTF8 : ContentTypes.APPLICATION_JSON;
    var type = contentType.map(HttpCall::contentType).orElse(otherwise);
    return HttpEntities.create(
        type, ByteString.fromString(body.isTextual() ? body.textValue() : body.toString()));
  }

  private static ContentType contentType(String written) {
    var parsed = org.apache.pekko.http.scaladsl.model.ContentType.parse(written);
    if (parsed.isRight()) {
      return parsed.toOption().get();
    }
    throw ActionFailed.forGood("`" + written + "` is no content type.");
  }
}
